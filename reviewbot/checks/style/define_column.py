"""Added constant whose value does not begin in the column of those beside it.

Asks about a value in another column than three quarters of the others have, behind tabs, on the lines
around it, where its name leaves room; not where another of them stands in the same column.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.defines import new_defines
from reviewbot.model.fix import Edit
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.defines import Define
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("define",))

_HEAD = regex(r"#define \w+(?P<gap>[ \t]+)(?=[\w(-])(?!.*\\$)")
_FEW = 3  # others that make a column
_MOST = 0.75
_TAB = 8


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each value that is out of its column."""
    for block, new in new_defines(context):
        for run in _runs(block) if len(block) > _FEW else ():
            for define in run if len(run) > _FEW else ():
                column = _column_of_others(run, define) if define in new else 0
                if column:
                    fix = _fix(define, column)
                    yield Remark(define.line.body_line, {}, Confidence.MODERATE, fix=fix)


def _runs(block: Sequence[Define]) -> Iterator[Sequence[Define]]:
    """Those on lines that follow each other."""
    new = [define.line.new or 0 for define in block]
    cuts = [at for at, (one, next_) in enumerate(pairwise(new), 1) if next_ != one + 1]
    for start, stop in pairwise((0, *cuts, len(block))):
        yield block[start:stop]


def _column_of_others(run: Sequence[Define], define: Define) -> int:
    """The column it should be in; 0 where it is, cannot be, or there is none."""
    head = _HEAD.match(define.line.text)
    columns = Counter(_column(other) for other in run if other is not define)
    column, count = columns.most_common(1)[0]
    if not head or column % _TAB or count < max(_FEW, _MOST * (len(run) - 1)):
        return 0
    own, room = len(head[0].expandtabs(_TAB)), _width(define, head.start("gap"))
    return column if column != own and room < column and not columns[own] else 0


def _column(define: Define) -> int:
    """The column of a value behind tabs; 0 where it is behind something else."""
    head = _HEAD.match(define.line.text)
    return len(head[0].expandtabs(_TAB)) if head and "\t" in head["gap"] else 0


def _width(define: Define, until: int) -> int:
    """The columns that the beginning of its line takes."""
    return len(define.line.text[:until].expandtabs(_TAB))


def _fix(define: Define, column: int) -> Fix:
    """Tabs up to the column."""
    head = _HEAD.match(define.line.text)
    if not head:
        return ()
    tabs = "\t" * -((_width(define, head.start("gap")) - column) // _TAB)
    at = define.line.body_line
    return (Edit(at, head.start("gap"), at, head.end("gap"), tabs),)
