"""Added pair of steps that replace a field of a value, as FIELD_MODIFY() does.

Asks about ``x &= ~MASK; x |= FIELD_PREP(MASK, v);`` and ``x = (x & ~MASK) | FIELD_PREP(MASK, v);``.
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

_HELPER = "FIELD_MODIFY"
_REPLACED = (
    Pattern("$kept &= ~$mask; $kept |= FIELD_PREP($mask, $value);"),
    Pattern("$kept = ($kept & ~$mask) | FIELD_PREP($mask, $value);"),
    Pattern("$kept = FIELD_PREP($mask, $value) | ($kept & ~$mask);"),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each field that is cleared and then set."""
    for pattern in _REPLACED:
        for match in new_code(context, pattern):
            arguments = (match["mask"], f"&{match['kept']}", match["value"])
            facts = {"instead": f"{_HELPER}({', '.join(arguments)})"}
            at = match.line.body_line
            yield Remark(at, facts, Confidence.MODERATE, recommends=(_HELPER,))
