"""Whether code of a function may be dead, as its text shows: most functions need not be read for it.

A jump has another statement right behind it, and is no branch of its own (``if (failed) return;``),
or a loop has no end. What has directives in it may be anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.lex import code_only
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Container

    from reviewbot.context.c.file.definition import Definition

# each looked for by its letters: in a twentieth of the time that a choice of them takes
_JUMPS = tuple(
    regex(
        rf"{word}(?<!\w{word})\b[^;]*+"
        r"(;\s*+(?=\S)(?!\}|case\b|[^\W\d]\w*+\s*+:(?!:)))?"  # what follows is no mark
    )
    for word in ("return", "goto", "break", "continue")
)
_DIRECTIVE = regex(r"^[^#\"'\n]*+#", re.MULTILINE)  # or what may be one
_FOR = regex(r"for(?<!\wfor)\b[^;]*+(;\s*+(?:1|true)?\s*+;)?")
_WHILE = regex(r"while(?<!\wwhile)\s*+\(\s*+(?:1|true)?\s*+\)")
_HEADS = ("if", "for", "while", "switch")


def may_be_dead(lines: Container[int], definition: Definition) -> bool:
    """Whether nothing may lead to a statement of a function that is, or is behind one, on these lines."""
    source = definition.text[definition.opening :]
    if "#" in source and _DIRECTIVE.search(source):
        return True
    text = code_only(source)
    if _WHILE.search(text) or any(match[1] for match in _FOR.finditer(text)):
        return True
    first = definition.start + definition.text.count("\n", 0, definition.opening)
    return any(
        not _is_branch(text, start)
        and any(first + text.count("\n", 0, at) in lines for at in (start, stop))
        for stop, start in _jumps(text).items()
    )


def _jumps(text: str) -> dict[int, int]:
    """Where statements end in which code jumps and behind which there is one, with where it does."""
    found: dict[int, int] = {}
    for jump in _JUMPS:
        for match in jump.finditer(text):
            if match[1]:
                stop = match.end()
                found[stop] = min(match.start(), found.get(stop, stop))
    return found


def _is_branch(text: str, at: int) -> bool:
    """Whether what stands there is the branch of an ``if``, ``else`` or loop that has no braces."""
    at = _behind(text, at)
    if text[at - 1] != ")":
        return _is_word(text, at, ("else", "do"))
    depth = 0
    while at:
        at -= 1
        depth += (text[at] == ")") - (text[at] == "(")
        if not depth:
            return _is_word(text, _behind(text, at), _HEADS)
    return False


def _behind(text: str, at: int) -> int:
    """Where what stands in front of a place ends."""
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _is_word(text: str, stop: int, words: tuple[str, ...]) -> bool:
    """Whether one of the words, and no longer one, ends there."""
    word = next((word for word in words if text.endswith(word, 0, stop)), "")
    before = text[stop - len(word) - 1 : stop - len(word)]
    return bool(word) and not before.isidentifier()
