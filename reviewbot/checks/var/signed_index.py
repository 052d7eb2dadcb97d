"""Added counter of type int that only counts up.

Reports it where every assignment of the variable is ``= 0`` or ``= 1`` in a for, or
``++``, it is an index somewhere, and the function is whole in sight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.counters import counts_up
from reviewbot.context.c.hunk.new_variables import new_variables
from reviewbot.context.fix import put_before

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
NAMED = "variable"
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "unsigned_index"
WHEN = When(files=C, words=("int",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each counter that is never negative."""
    for each in new_variables(context):
        if each.declared.words == ("int",) and counts_up(each):
            at = each.declared.name.line.body_line
            body, place = each.function.body, each.declared.at
            is_alone = body[place - 1].text == "int" and "," not in each.declared.name.line.text
            fix = put_before(each.part, body[place - 1], "unsigned ") if is_alone else ()
            yield Remark(at, {"variable": each.name}, fix=fix)
