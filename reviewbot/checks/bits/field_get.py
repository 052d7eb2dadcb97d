"""Added extraction of a field with a mask and a shift.

Reports ``(x & MASK) >> SHIFT`` where the patch shows that the mask begins at that bit: FIELD_GET().
Asks where only the names of mask and shift tell.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Convention, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.defines import constants, lowest_bit, number
from reviewbot.context.c.hunk.written import new_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
ELSEWHERE = Confidence.MODERATE
CONVENTION = Convention(good=("FIELD_GET", "FIELD_PREP"), other=("GENMASK",), share=0.5)

_FIELD = re.compile(
    r"\( (?P<value>(?:\w+ (?:->|\.) ){0,4}\w+(?: \[ \w+ \])?) & (?P<mask>[A-Z]\w*) \)"
    r" >> (?P<shift>\d+|[A-Z]\w*)"
)
_END = re.compile(r"_?(?:MASK|MSK|SHIFT|SHFT|POS|OFFSET|LSB)$")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added field that is taken out by hand."""
    known = constants(context)
    for match in new_written(context, _FIELD, ">>"):
        sure = _begins_there(match["mask"], match["shift"], known)
        if sure is not None and match.after not in ("(", "+", "-"):
            facts = {"instead": f"FIELD_GET({match['mask']}, {match['value']})"}
            yield Remark(match.line.body_line, facts, sure, recommends=("FIELD_GET",))


def _begins_there(mask: str, shift: str, known: Mapping[str, str]) -> Confidence | None:
    """How sure it is that the mask begins at the bit it is shifted by."""
    low, by = lowest_bit(known.get(mask, "")), number(known.get(shift, shift))
    if low is not None and by is not None:
        return Confidence.HIGH if low == by else None
    are_twins = _END.sub("", mask) == _END.sub("", shift) and _END.search(mask)
    return Confidence.MODERATE if are_twins else None
