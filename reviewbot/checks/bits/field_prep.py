"""Added value that is shifted into a field next to the mask of that field.

Asks for FIELD_PREP() where an update of a register is given the mask and ``value << SHIFT``, and
where the shifted value is masked: the value may be too large for the field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.fields import begins_at
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "field_access"

_SHIFTED = ("($value) << $shift", "(($value) << $shift)", "$value << $shift", "($value << $shift)")
_UPDATED = Pattern(
    "$update($map, $register, $mask, SHIFTED)",
    SHIFTED=_SHIFTED,
    update=lambda: table("register_updates")["functions"],
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added update with a value that is shifted by hand."""
    for match in new_code(context, _UPDATED):
        is_named = match["mask"][0].isalpha() or match["mask"][0] == "_"
        if is_named and begins_at(match["mask"], match["shift"], context) is not False:
            facts = {"instead": f"FIELD_PREP({match['mask']}, {match['value']})"}
            at = match.line.body_line
            yield Remark(at, facts, Confidence.MODERATE, recommends=("FIELD_PREP",))
