"""Added update of a register that sets, or clears, all bits of its mask.

Asks for regmap_set_bits() where mask and value are the same, for regmap_clear_bits() where the value
is 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_SET = Pattern("regmap_update_bits($map, $register, $mask, $mask)")
_CLEARED = Pattern("regmap_update_bits($map, $register, $mask, ZERO)", ZERO=("0", "0x0", "0x00"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added update of that kind."""
    for helper, pattern in (("regmap_set_bits", _SET), ("regmap_clear_bits", _CLEARED)):
        for match in new_code(context, pattern):
            was_there = "regmap_update_bits" in match.fragment.hunk.removed_words
            is_pair = "else" in (match.before, match.code.text(match.stop + 1))
            if not (was_there or is_pair or _is_field(match, pattern)):
                arguments = (match["map"], match["register"], match["mask"])
                facts = {"instead": f"{helper}({', '.join(arguments)})"}
                at = match.line.body_line
                yield Remark(at, facts, Confidence.MODERATE, recommends=(helper,))


def _is_field(match: Match, pattern: Pattern) -> bool:
    """Whether the mask is one of a field, of which 0 is a value like others."""
    return pattern is _CLEARED and match["mask"].endswith(("_MASK", "_MSK", "_MASK)"))
