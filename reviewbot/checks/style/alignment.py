"""Line that goes on inside a parenthesis, and is not aligned with it as the others are.

Reports an added one in a file whose lines are aligned nine times in ten, and elsewhere one that is
off by a column or two; not where that line, or another inside the same parenthesis, would pass 80
columns if moved right to be aligned. As a question one that begins right of the place, where most lines are aligned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.misaligned import misaligned
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.context.c.hunk.wrapped import margin, uneven, wrapped
from reviewbot.context.fix import aligned
from reviewbot.knowledge.layout import is_tool

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added line that is not aligned."""
    for file in context.files:
        hunks = c_hunks(context, file) if file.is_c and not is_tool(file.path) else ()
        inside = [line for hunk in hunks for line in wrapped(fragment(hunk))]
        off = list(misaligned(inside))
        told, beside = {each for each, _ in off}, uneven(inside if off else ())
        rows = (row for hunk in (hunks if off else ()) for row in hunk.lines)
        kept = {margin(row.text) for row in rows if row.new is None}
        for each, confidence in off:
            line = each.line
            if margin(line.text) not in kept and is_new(context, line):
                is_whole = told.issuperset(beside[each.place])
                fix = aligned(line, each.wanted or 0) if is_whole else ()
                yield Remark(line.body_line, {}, confidence, fix=fix)
