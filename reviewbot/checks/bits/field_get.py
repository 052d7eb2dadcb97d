"""Added extraction of a field with a mask and a shift.

Reports ``(x & MASK) >> SHIFT`` where the patch shows that the mask begins at that bit: FIELD_GET().
Asks where only the names of mask and shift tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.fields import begins_at
from reviewbot.context.c.hunk.written import new_written
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "field_access"
WHEN = When(files=C, signs=(">>",))

_FIELD = regex(
    r"\( (?P<value>(?:\w+ (?:->|\.) ){0,4}\w+(?: \[ \w+ \])?) & (?P<mask>[A-Z]\w*) \)"
    r" >> (?P<shift>\d+|[A-Z]\w*)"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added field that is taken out by hand."""
    for match in new_written(context, _FIELD, ">>"):
        is_field = begins_at(match["mask"], match["shift"], context)
        was_there = match["shift"] in match.fragment.hunk.removed_words
        if is_field is not False and not was_there and match.after not in ("(", "+", "-"):
            facts = {"instead": f"FIELD_GET({match['mask']}, {match['value']})"}
            sure = Confidence.HIGH if is_field else Confidence.MODERATE
            yield Remark(match.line.body_line, facts, sure, recommends=("FIELD_GET",))
