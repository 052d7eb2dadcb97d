"""Added variable of another type than the value that regmap reads into it.

Asks about ``int val;`` whose address is given to regmap_read(): unsigned int.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.new import is_new, kernel_code
from reviewbot.context.c.hunk.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_CALLS = {
    "regmap_read": Pattern("regmap_read($map, $reg, &$value)"),
    "regmap_field_read": Pattern("regmap_field_read($field, &$value)"),
}
_OTHER = ("int", "u8", "u16", "s32", "long", "unsigned long")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such variable that is new, at its declaration."""
    told = set[int]()
    for call, pattern in _CALLS.items():
        for match in kernel_code(context, pattern):
            function = match.function
            found = declarations(function).get(match["value"], ()) if function else ()
            for each in found if len(found) == 1 else ():
                line = each.name.line
                is_other = each.type in _OTHER and not each.is_array
                if is_other and is_new(context, line) and line.body_line not in told:
                    told.add(line.body_line)
                    read = Related(match.line.body_line, "where it is read into")
                    facts = {"name": match["value"], "call": call}
                    yield Remark(line.body_line, facts, related=(read,))
