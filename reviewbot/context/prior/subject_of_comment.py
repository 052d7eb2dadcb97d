"""What a reviewer's comment is about, by its English: names of the code, a line, or the wording."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = regex(r"\w+")
_NAME = regex(
    r"[A-Za-z_]\w{0,200}(?:_\w+|(?=\())|\b[A-Z][A-Z0-9_]{3,}\b|(?<=[`'\"])\w{3,}(?=[`'\"])"
)
_HERE = regex(
    r"\b(?:this|here|these|those|that|it|line|indent\w*|spaces?|tabs?|blank|empty|newline|align\w*"
    r"|typo|brackets?|braces?|parenthes[ie]s|cast|comma|drop|remove|unused|missing)\b",
    re.IGNORECASE,
)
_USE = regex(r"(?i)\b(?:use|switch to|replace|convert|with|instead|check|add)\b")
_WORDING = regex(
    r"(?i)\b(?:typos?|spell\w*|wording|sentences?|grammar|imperative|mood|wrap\w*|columns|characters"
    r"|lines?|capital\w*|period|full stop|phrase|paragraphs?|title|tense|redundant)\b|^s[/|,]"
)


def names_in(text: str) -> frozenset[str]:
    """The names of code in a comment."""
    return frozenset(_NAME.findall(text))


def is_about(text: str, lines: Iterable[str]) -> bool:
    """Whether a comment may be about lines of code: it names what they have, or points at them."""
    names = names_in(text)
    here = (word for line in lines for word in WORD.findall(line))
    return not names.isdisjoint(here) or bool((_USE if names else _HERE).search(text))


def is_about_wording(text: str) -> bool:
    """Whether a comment is about the words of a log."""
    return bool(_WORDING.search(text))
