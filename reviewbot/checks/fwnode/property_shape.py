"""Added read of a property in a roundabout way.

Reports an array of one element where a single value is read, and a boolean that is set to true in a
branch. As a question: a property that is only read where it is present, with the result ignored.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import by_name
from reviewbot.knowledge.properties import value_readers

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("kind",)
FINAL_ONLY = True
KERNEL_ONLY = True

_arrays, _present, _booleans = (
    partial(by_name, "properties", entries) for entries in ("arrays", "present", "booleans")
)
_ARRAY = Pattern("$callee($of, $name, $value, 1)", callee=_arrays)
_GUARDED = "if ($callee($of, $name)) { $read($of, $name, ...); }"
_KINDS = {
    "read": Pattern(_GUARDED, callee=_present, read=value_readers),
    "bool": Pattern("if ($callee($of, $name)) { $value = true; }", callee=_booleans),
}


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each read that could be simpler."""
    for match in new_code(context, _ARRAY):
        one = _arrays()[match["callee"]]["one"]
        yield Remark(match.line.body_line, {"kind": "array", "callee": one})
    for kind, pattern in _KINDS.items():
        for match in new_code(context, pattern):
            if match.after not in ("else", "") and match.before != "else":
                callee = match["read"] if kind == "read" else match["callee"]
                facts = {"kind": kind, "callee": callee}
                sure = Confidence.HIGH if kind == "bool" else Confidence.MODERATE
                yield Remark(match.line.body_line, facts, sure)
