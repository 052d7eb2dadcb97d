"""Compatible that is added out of order to a sorted list of a binding.

Reports entries of an ``enum`` of compatibles, of which the old ones are sorted, and the same entries
in the conditions of the binding; asks where they are in order only as if some signs were none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.ordering import Line, is_by_letter, misplaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.schema import Schema
    from reviewbot.context.yaml.node import Node

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
        told: set[str] = set()
        for schema in binding.find("properties/compatible/**", has=("enum",)):
            for item, remark in _remarks(binding, schema, _OLD):
                told.add(item.text)
                yield remark
        for schema in binding.find("**/*", has=("enum",)) if told else ():
            is_condition = schema.path[0] != "properties" and "compatible" in schema.path[-2:]
            for item, remark in _remarks(binding, schema, 1) if is_condition else ():
                if item.text in told:
                    yield remark


def _remarks(binding: Binding, schema: Schema, old: int) -> Iterator[tuple[Node, Remark]]:
    """The entries out of order of a list with so many old ones, and what is said of each."""
    listed = schema.get("enum")
    items = listed.items if listed else ()
    lines = [Line(item.text, not binding.adds(item)) for item in items]
    sure = Confidence.HIGH if is_by_letter(lines) else Confidence.MODERATE
    for at, before in misplaced(lines, old):
        if binding.only_adds(items[at]):  # else it takes the place of another
            facts = {"compatible": items[at].text, "before": before}
            yield items[at], Remark(binding.at(items[at]), facts, sure)
