"""Devicetree source as tokens: comments and lines of the preprocessor left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

# as dtc's lexer and the preprocessor see it; a string or comment that is cut off goes on to its end
_TOKEN = regex(
    r"""
    (?P<space>\s+)
  | (?P<comment>/\*.*?(?:\*/|\Z)|//[^\n]*)
  | (?P<directive>/(?:dts-v1|plugin|bits|delete-node|delete-property|memreserve|include|incbin
                     |omit-if-no-ref)/)
  | (?P<string>"(?:[^"\\\n]|\\[^\n])*(?:"|(?=\n)|\\?\Z))
  | (?P<word>&?[\w.+?\#@-][\w,.+?\#@-]*|&\{[^}\n]*\})
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_PREPROCESSOR = regex(
    r"^[ \t]*#[ \t]*(?:include|define|undef|ifn?def|if|elif|else|endif|error|pragma|line)\b"
    r"(?:[^\n\\]|\\\n?)*",
    re.MULTILINE,
)
_UNSEEN = ("space", "comment")


class Token(NamedTuple):
    """A word, string, directive or sign, and where it begins; its column counts from 0."""

    text: str
    row: int
    column: int
    is_word: bool

    @property
    def is_string(self) -> bool:
        """Whether it is a string, in quotes."""
        return self.text.startswith('"')

    @property
    def is_directive(self) -> bool:
        """Whether it is a word of the language, as ``/bits/``."""
        return self.text.startswith("/") and len(self.text) > 1


def tokens(text: str, row: int) -> Iterator[Token]:
    """The tokens of source whose first line is ``row``."""
    text = _PREPROCESSOR.sub(_blank, _commented_head(text))
    start = 0  # of the line
    for match in _TOKEN.finditer(text):
        kind, found = match.lastgroup, match[0]
        if kind not in _UNSEEN:
            yield Token(found, row, match.start() - start, kind == "word")
        lines = found.count("\n")
        if lines:
            row += lines
            start = match.start() + found.rindex("\n") + 1


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _commented_head(text: str) -> str:
    """The text with blanks for the end of a comment that begins above it."""
    end, begin = text.find("*/"), text.find("/*")
    if end == -1 or -1 < begin < end:
        return text
    return re.sub(r"[^\n]", " ", text[: end + 2]) + text[end + 2 :]
