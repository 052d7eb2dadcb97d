"""Whether a mask and a shift are of the same field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.defines import constants, lowest_bit, number
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext

_END = regex(r"_?(?:MASK|MSK|SHIFT|SHFT|POS|OFFSET|LSB)$")


def begins_at(mask: str, shift: str, context: DiffContext) -> bool | None:
    """Whether the mask begins at the bit that the shift tells; ``None`` where only the names say so.

    The values are those of the definitions in the patch.
    """
    known = constants(context)
    low, by = lowest_bit(known.get(mask, mask)), number(known.get(shift, shift))
    if low is not None and by is not None:
        return low == by
    are_twins = _END.search(mask) and _END.sub("", mask) == _END.sub("", shift) and mask != shift
    return None if are_twins else False
