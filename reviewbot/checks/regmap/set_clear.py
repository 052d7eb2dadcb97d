"""Added update of a register that sets, or clears, all bits of its mask.

Asks for regmap_set_bits() where mask and value are the same, or the value is 1 in a mask of one bit,
for regmap_clear_bits() where the value is 0; a name that the patch gives to 1 or 0 is that number.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.defines import constants
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import cut, moved, swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "regmap_set_bits"

_SET = Pattern("regmap_update_bits($map, $register, $mask, $mask)")
_SET_BIT = Pattern("regmap_update_bits($map, $register, $mask, FIELD_PREP($mask, ONE))", ONE=("1",))
_CLEARED = Pattern("regmap_update_bits($map, $register, $mask, ZERO)", ZERO=("0", "0x0", "0x00"))
_NAMED = Pattern("regmap_update_bits($map, $register, $mask, FIELD_PREP($mask, $value))")
_SETS, _CLEARS = "regmap_set_bits", "regmap_clear_bits"
_HELPERS = {_SET: _SETS, _SET_BIT: _SETS, _CLEARED: _CLEARS}
_OF_NUMBER = {"1": _SETS, "0x1": _SETS, "0": _CLEARS, "0x0": _CLEARS}


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added update of that kind."""
    for match, helper, sure in chain(_plain(context), _named(context)):
        facts = {"instead": f"{helper}({match['map']}, {match['register']}, {match['mask']})"}
        at, fix = match.line.body_line, _fix(match, helper)
        yield Remark(at, facts, sure, recommends=(helper,), fix=fix)


def _plain(context: DiffContext) -> Iterator[tuple[Match, str, Confidence]]:
    """Each update whose value tells, with the helper, and how sure that is."""
    for pattern, helper in _HELPERS.items():
        for match in new_code(context, pattern):
            was_there = "regmap_update_bits" in match.fragment.hunk.removed_words
            is_pair = "else" in (match.before, match.code.text(match.stop + 1))
            if not (was_there or is_pair or _is_field(context, match, pattern)):
                yield match, helper, Confidence.HIGH if pattern is _SET else Confidence.MODERATE


def _named(context: DiffContext) -> Iterator[tuple[Match, str, Confidence]]:
    """Each update that gives a bit a name the patch has for 1 or 0."""
    known = constants(context)
    for match in new_code(context, _NAMED) if known else ():
        helper = _OF_NUMBER.get(known.get(match["value"], ""))
        if helper and known.get(match["mask"], "").startswith("BIT("):
            yield match, helper, Confidence.MODERATE


def _fix(match: Match, helper: str) -> Fix:
    """The helper, without the last argument."""
    part, name = match.fragment, match.tokens[0]
    last = match.arguments[-1]
    behind = match.tokens[-len(last) - 2 : -1]
    by = len(helper) - len(name.text)
    return (
        *swapped(part, [name], helper),
        *moved(part, match.tokens[: -len(last) - 2], by),
        *cut(part, behind),
    )


def _is_field(context: DiffContext, match: Match, pattern: Pattern) -> bool:
    """Whether the mask may be one of a field, of which 0 or 1 is a value like others."""
    if pattern is _SET_BIT:
        return not constants(context).get(match["mask"], "").startswith("BIT(")
    is_number = match["mask"][0].isdigit()  # a register or a field whole, as 0xff
    is_named = match["mask"].endswith(("_MASK", "_MSK", "_MASK)"))
    return pattern is _CLEARED and (is_number or is_named)
