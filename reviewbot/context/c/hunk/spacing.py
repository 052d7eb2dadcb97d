"""Blanks between the words of a line of C."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.lex import code_only
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from reviewbot.context.c.hunk.fragment import Fragment

# not between words, nor before = and behind |=: there columns have more than one blank
_LEFT = r"\w(?= {2}\W)|[^\s\w,=]|(?<![|&+^*/-])="
_DOUBLE = regex(rf"(?:{_LEFT}) {{2}}(?![\s=\\]|\S=)")
_NEAR = 4  # lines above and below that may make a column
_WORD = regex(r"\w+|\W")
_BEHIND_BLANK = regex(r"(?<=[ {])(?:\w+|\S)")  # or behind the bracket of a row of values


def has_slip(part: Fragment, at: int) -> bool:
    """Whether two blanks stand in a line where one would do, and none beside it has the like.

    Nor one that was removed; and what stands behind them makes no column with a line near.
    """
    text = part.lines[at].text
    if not has_double(text):
        return False
    beside = [line.text for line in part.lines[max(0, at - 1) : at + 2] if line.text != text]
    removed = (line.text for line in part.hunk.lines if line.new is None)
    if any(map(has_double, (*beside, *removed))):
        return False
    near = (line.text for line in part.lines[max(0, at - _NEAR) : at + _NEAR + 1])
    return not _has_column(text, [line for line in near if line != text])


def has_double(text: str) -> bool:
    """Whether two blanks stand where one would do."""
    return any(_doubles(text)) if "  " in text else False


def _has_column(text: str, near: Iterable[str]) -> bool:
    """Whether what stands behind two blanks begins or ends where its like does in a line near."""
    shown = text.expandtabs()
    words = [_WORD.match(shown, at) for at in _doubles(text)]
    lines = [line.expandtabs() for line in near]
    return any(word and _is_below(word, line) for word in words for line in lines)


def _doubles(text: str) -> Iterator[int]:
    """The columns of what stands behind two blanks; comments and strings do not count."""
    code = code_only(text)
    for match in _DOUBLE.finditer(code):
        if code[match.start()] != " " and code[match.end()] != " ":
            yield len(text[: match.end()].expandtabs())


def _is_below(word: re.Match[str], line: str) -> bool:
    """Whether a line has a word or sign like it in the same column."""
    return any(
        other[0].isalnum() == word[0].isalnum()
        and (other[0].isalnum() or other[0] == word[0])
        and (other.start() == word.start() or other.end() == word.end())
        for other in _BEHIND_BLANK.finditer(line)
    )
