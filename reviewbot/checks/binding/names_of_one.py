"""Names of a binding for a list that has one entry.

Asks about added properties like ``interrupt-names`` that can have one name only, for a list of one:
there is nothing to tell apart.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.conversion import is_conversion
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), signs=("-names:",))

_NAMES = "properties/*-names"


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each list of names that has one."""
    for binding in () if is_conversion(context) else bindings(context):
        described = Counter(schema.name for schema in binding.find("**/properties/*"))
        for schema in binding.find(_NAMES) if binding.is_new and binding.compatibles else ():
            named = next(binding.find(f"properties/{_list_of(schema.name)}"), None)
            are_one = named is not None and _is_one(named) and _is_one(schema)
            if are_one and described[schema.name] == 1 and binding.adds(schema):
                yield Remark(binding.at(schema), {"name": schema.name}, Confidence.MODERATE)


def _list_of(name: str) -> str:
    """The property that has as many entries: ``clocks`` of ``clock-names``."""
    return by_name("named_lists", "lists").get(name, {}).get("of", "-")


def _is_one(schema: Schema) -> bool:
    """Whether there can be one entry only."""
    items = schema.get("items")
    if items is not None:
        return [one.names != ("enum",) for one in items.items] == [True]
    return "const" in schema or schema.text("maxItems") == "1"
