"""Blanks between the words of a line of C."""

from __future__ import annotations

from reviewbot.context.c.lex import code_only
from reviewbot.regex import regex

# not between words, nor before = and behind |=: there columns have more than one blank
_LEFT = r"\w(?= {2}\W)|[^\s\w,=]|(?<![|&+^*/-])="
_DOUBLE = regex(rf"(?:{_LEFT}) {{2}}(?![\s=\\]|\S=)")


def has_double(text: str) -> bool:
    """Whether two blanks stand where one would do; comments and strings do not count."""
    if "  " not in text:
        return False
    code = code_only(text)
    return any(code[m.start()] != " " and code[m.end()] != " " for m in _DOUBLE.finditer(text))
