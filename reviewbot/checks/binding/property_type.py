"""Property that is read as another type than its binding says.

Asks about a function that reads a property as a number, string or flag which is another of these in
a binding of the series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.of_series import types_in_series
from reviewbot.context.binding.types import is_read_as
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.property_reads import READ

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
WHEN = When(patterns=(READ,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each read of such a property."""
    found = list(new_code(context, READ, commented=True))
    names = [match["name"].strip('"') for match in found]
    known = types_in_series(context, names) if found else {}
    for name, match in zip(names, found, strict=True):
        callee = match["callee"]
        kinds = known.get(name, frozenset())
        if kinds and not any(is_read_as(callee, kind) for kind in kinds):
            facts = {"name": name, "callee": callee, "type": " or ".join(sorted(kinds))}
            yield Remark(match.line.body_line, facts, Confidence.MODERATE)
