"""Statements and function heads that a patch adds on two lines."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.tokens import A_COMMENT, A_DIRECTIVE, A_STRING
from reviewbot.context.c.hunk.wrapped import wrapped
from reviewbot.context.memo import once_for_each
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine

_ENDS = frozenset((";", "{", "}", ":"))  # before a statement
_WORDS = 2
_NO_CODE = (A_COMMENT, A_DIRECTIVE)
_FLAGS = frozenset(("|", "="))  # what stands below each other on purpose


@once_for_each
def new_pairs(context: DiffContext) -> Sequence[tuple[DiffLine, DiffLine]]:
    """The two lines of each, both added; nothing with comments, split strings or lists of flags."""
    return [
        (first, second)
        for part in changed_parts(context)
        for first, second in _pairs(part)
        if is_new(context, first) or is_new(context, second)
    ]


def _pairs(part: Fragment) -> Iterator[tuple[DiffLine, DiffLine]]:
    added = [
        line
        for line in wrapped(part)
        if line.line.kind is ADDED
        and line.opening.kind is ADDED
        and (line.opening.new or 0) + 1 == line.line.new
    ]
    inside = {line.line.new or 0 for line in wrapped(part)} if added else ()
    alone = {
        row: line
        for line in added
        if (row := line.line.new or 0) - 1 not in inside and row + 1 not in inside
    }
    rows = _rows(part) if alone else {}
    for row, line in alone.items():
        first = row - 1
        starts = _starts(rows[first - 1])
        in_row = _alike(rows, first, first - 2) or _alike(rows, first, row + 1)
        if starts and not in_row and _is_whole(rows[first], rows[row]):
            behind = [token.text for token in rows[row + 1]]
            is_test = rows[first][0].text == "if" and rows[row][-1].text == ")"
            if is_test or rows[row][-1].text in (";", "{") or behind == ["{"]:
                yield line.opening, line.line


def _rows(part: Fragment) -> Mapping[int, Sequence[Token]]:
    """The tokens of each line of the post-image."""
    found: dict[int, list[Token]] = defaultdict(list)
    for token in part.everything:
        found[token.line.new or 0].append(token)
    return found


def _alike(rows: Mapping[int, Sequence[Token]], one: int, other: int) -> bool:
    """Whether two lines begin with the same words: then they are to be read below each other."""
    words = [token.text for token in rows[one][:_WORDS]]
    return words == [token.text for token in rows[other][:_WORDS]]


def _starts(before: Sequence[Token]) -> bool:
    """Whether a statement or a function starts below this line, such as the branch of an if."""
    is_branch = bool(before) and before[0].text == "if" and before[-1].text == ")"
    return not before or is_branch or before[-1].text in _ENDS or before[-1].kind in _NO_CODE


def _is_whole(first: Sequence[Token], second: Sequence[Token]) -> bool:
    """Whether nothing in the two lines wants to stand where it does."""
    is_split = first[-1].kind is A_STRING and second[0].kind is A_STRING
    is_list = first[-1].text in _FLAGS or second[0].text in _FLAGS
    is_commented = any(token.kind in _NO_CODE for token in (*first, *second))
    return not (is_split or is_list or is_commented)
