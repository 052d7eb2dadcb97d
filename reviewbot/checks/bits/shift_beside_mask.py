"""Constant for the shift of a field, beside its mask, from which bitfield.h works it out.

Asks about an added ``#define X_SHIFT 3`` in a block that has ``X_MASK`` or ``X`` as a GENMASK() that begins at
that bit, or at bit 0: FIELD_PREP() and FIELD_GET() need the mask in place, and no shift.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.defines import new_defines
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.hunk.defines import Define

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "field_access"
WHEN = When(files=C, words=("GENMASK",), shapes=(r"_(?:SHIFT|SHFT|LSB|POS)[ \t]+\d",))

_SHIFT = regex(r"_(?:SHIFT|SHFT|LSB|POS)$")
_MASK = regex(r"GENMASK\((\d{1,2}), ?(\d{1,2})\)")


def check(context: DiffContext) -> Iterator[Remark]:
    """One remark for each block, at its first shift."""
    for block, new in new_defines(context):
        masks = {each.name: each for each in block}
        pairs = [(each, mask) for each in new if (mask := _mask(each, masks))]
        if pairs:
            (shift, mask), *others = pairs
            facts = {"shift": shift.name, "mask": mask[0], "instead": mask[1]}
            related = tuple(Related(each.line.body_line, each.name) for each, _ in others)
            at = shift.line.body_line
            recommends = ("FIELD_PREP", "FIELD_GET")
            yield Remark(at, facts, Confidence.MODERATE, related, recommends=recommends)


def _mask(shift: Define, masks: Mapping[str, Define]) -> tuple[str, str] | None:
    """The mask of the same field, and what it is to be if it is not in its place yet."""
    stem = _SHIFT.sub("", shift.name)
    names = (f"{stem}_MASK", f"{stem}_MSK", stem) if stem != shift.name else ()
    for name in names:
        found = _MASK.fullmatch(masks[name].value) if name in masks else None
        by = shift.number
        if found and by is not None and masks[name].line.kind is ADDED:
            high, low = int(found[1]), int(found[2])
            moved = f"GENMASK({high + by}, {by})" if by else ""
            return (name, moved if low != by else "") if low in (0, by) else None
    return None
