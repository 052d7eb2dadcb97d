"""The column that the values of constants on neighbouring lines begin in."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.knowledge.columns import TAB
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.defines import Define

HEAD = regex(r"#define \w+(?P<gap>[ \t]+)(?=[\w(-])(?!.*\\$)")
FEW = 3  # others that make a column
_MOST = 0.75


def runs(block: Sequence[Define]) -> Iterator[Sequence[Define]]:
    """The constants on lines that follow each other, as groups."""
    new = [define.line.new or 0 for define in block]
    cuts = [at for at, (one, next_) in enumerate(pairwise(new), 1) if next_ != one + 1]
    for start, stop in pairwise((0, *cuts, len(block))):
        yield block[start:stop]


def column_of_others(run: Sequence[Define], define: Define) -> int:
    """The column it should be in; 0 where it is, cannot be, or there is none.

    Numbers and others are compared with their like: registers may stand in one column, their bits in
    another. One with a blank behind tabs is aligned to the right.
    """
    head = HEAD.match(define.line.text)
    others = [each for each in run if each is not define and _is_like(each, define)]
    columns = Counter(map(_column, others))
    column, count = columns.most_common(1)[0] if columns else (0, 0)
    if not head or column % TAB or count < max(FEW, _MOST * len(others)):
        return 0
    if head["gap"].endswith("\t "):
        return 0
    own, room = len(head[0].expandtabs(TAB)), width(define, head.start("gap"))
    return column if column != own and room < column and not columns[own] else 0


def _is_like(one: Define, other: Define) -> bool:
    """Whether both are numbers, or neither is."""
    return (one.number is None) == (other.number is None)


def _column(define: Define) -> int:
    """The column of a value behind tabs; 0 where it is behind something else."""
    head = HEAD.match(define.line.text)
    return len(head[0].expandtabs(TAB)) if head and "\t" in head["gap"] else 0


def width(define: Define, until: int) -> int:
    """The columns that the beginning of its line takes."""
    return len(define.line.text[:until].expandtabs(TAB))
