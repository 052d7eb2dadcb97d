"""Added pair of steps that replace a field of a value, as FIELD_MODIFY() does.

Asks about ``x &= ~MASK; x |= FIELD_PREP(MASK, v);`` and ``x = (x & ~MASK) | FIELD_PREP(MASK, v);``, where
one of the lines is new and the other was there, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import is_new, new_code
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
    Pattern("$kept = ($old & ~$mask) | FIELD_PREP($mask, $value);"),
    Pattern("$kept = FIELD_PREP($mask, $value) | ($old & ~$mask);"),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each field that is cleared and then set."""
    for pattern in _REPLACED:
        for match in new_code(context, pattern, partly=True):
            if not is_new(context, match.line):
                continue
            arguments = (match["mask"], f"&{match['kept']}", match["value"])
            is_other = "old" in match.bound and match["old"] != match["kept"]
            first = f"{match['kept']} = {match['old']}; " if is_other else ""
            facts = {"instead": f"{first}{_HELPER}({', '.join(arguments)})"}
            at = match.line.body_line
            yield Remark(at, facts, recommends=(_HELPER,))
