"""Added update of a register that sets or clears the bits of its mask.

Asks for regmap_assign_bits() where the value is ``x ? MASK : 0``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "regmap_set_bits"

_HELPER = "regmap_assign_bits"
_CHOSEN = (
    (Pattern("regmap_update_bits($map, $register, $mask, $test ? $mask : ZERO)", ZERO=("0",)), ""),
    (Pattern("regmap_update_bits($map, $register, $mask, $test ? ZERO : $mask)", ZERO=("0",)), "!"),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for pattern, sign in _CHOSEN:
        for match in new_code(context, pattern, commented=True):
            test = match["test"]
            value = f"{sign}({test})" if sign and " " in test else f"{sign}{test}"
            arguments = (match["map"], match["register"], match["mask"], value)
            facts = {"instead": f"{_HELPER}({', '.join(arguments)})"}
            yield Remark(match.line.body_line, facts, Confidence.MODERATE, recommends=(_HELPER,))
