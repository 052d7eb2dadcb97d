"""Compatible that is added out of order to a sorted list of a binding.

Reports entries of an ``enum`` of compatibles, of which the old ones are sorted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.ordering import Line, misplaced

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",))

_OLD = 3  # that show somebody sorts


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each compatible that is to be moved."""
    for binding in bindings(context):
        for schema in binding.find("properties/compatible/**", has=("enum",)):
            listed = schema.get("enum")
            items = listed.items if listed else ()
            lines = [Line(item.text, not binding.adds(item)) for item in items]
            for at, before in misplaced(lines, _OLD):
                if binding.only_adds(items[at]):  # else it takes the place of another
                    facts = {"compatible": items[at].text, "before": before}
                    yield Remark(binding.at(items[at]), facts)
