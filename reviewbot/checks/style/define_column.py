"""Added constant whose value does not begin in the column of those beside it.

Asks about a value in another column than three quarters of the others have, behind tabs, on the lines
around it, where its name leaves room; not where another of them stands in the same column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.defines import new_defines
from reviewbot.context.c.hunk.value_columns import FEW, HEAD, column_of_others, runs, width
from reviewbot.knowledge.columns import TAB
from reviewbot.model.fix import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.defines import Define
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("define",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each value that is out of its column."""
    for block, new in new_defines(context):
        for run in runs(block) if len(block) > FEW else ():
            for define in run if len(run) > FEW else ():
                column = column_of_others(run, define) if define in new else 0
                if column:
                    fix = _fix(define, column)
                    yield Remark(define.line.body_line, {}, Confidence.MODERATE, fix=fix)


def _fix(define: Define, column: int) -> Fix:
    """Tabs up to the column."""
    head = HEAD.match(define.line.text)
    if not head:
        return ()
    tabs = "\t" * -((width(define, head.start("gap")) - column) // TAB)
    at = define.line.body_line
    return (Edit(at, head.start("gap"), at, head.end("gap"), tabs),)
