"""Blank line between the declarations at the head of a function.

Asks about an added one with a declaration above and one below, in a function that is new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.blanks import new_gaps
from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.fix import without
from reviewbot.context.memo import once_for_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.blanks import Gap
    from reviewbot.context.c.hunk.fragment import Fragment

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"^\s*$",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each blank line that parts a block of declarations."""
    for gap in new_gaps(context):
        if len(gap.blanks) == 1 and gap.below.text[:1] == "\t" and _is_inside(gap):
            fix = without(gap.blanks)
            yield Remark(gap.blanks[0].body_line, {}, fix=fix)


def _is_inside(gap: Gap) -> bool:
    """Whether plain declarations stand on both sides."""
    rows = _rows(gap.part)
    above, below = gap.above.new or 0, gap.below.new or 0
    return above in rows and below in rows and rows[above] == rows[below]


@once_for_each
def _rows(part: Fragment) -> dict[int, int]:
    """The lines with one declaration, whole and of no managed variable → where its function begins."""
    return {
        each.name.line.new or 0: function.body[0].line.new or 0
        for function in part.functions
        if function.whole
        for same in declarations(function).values()
        for each in same
        if not each.is_parameter
        and not each.is_managed
        and "static" not in each.words
        and function.body[each.stop - 1].line is each.name.line
        and each.name.line.text.strip().startswith(each.words[0])  # none of a for
    }
