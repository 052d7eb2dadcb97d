"""Names of a binding for a list that has one entry.

Asks about ``interrupt-names`` and the like that can have one name only, for a list of one.
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

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), signs=("-names:",))

_NAMES = "properties/*-names"
_OF_DEVICES = ","  # in the name of a schema whose drivers know the names


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each list of names that has one."""
    for binding in () if is_conversion(context) else bindings(context):
        names = tuple(binding.find(_NAMES)) if binding.is_new and binding.compatibles else ()
        if all(map(_is_one, names)) and not _is_of_family(binding):
            described = Counter(schema.name for schema in binding.find("**/properties/*"))
            for schema in names:
                named = next(binding.find(f"properties/{_list_of(schema.name)}"), None)
                is_one = named is not None and _is_one(named) and described[schema.name] == 1
                if is_one and binding.adds(schema):
                    yield Remark(binding.at(schema), {"name": schema.name}, Confidence.MODERATE)


def _list_of(name: str) -> str:
    """The property that has as many entries: ``clocks`` of ``clock-names``."""
    known = by_name("named_lists", "lists")
    return str(known[name]["of"]) if name in known else "-"


def _is_of_family(binding: Binding) -> bool:
    """Whether it goes on with the schema of other devices."""
    return any(_OF_DEVICES in schema.text("$ref") for schema in binding.find("allOf/*"))


def _is_one(schema: Schema) -> bool:
    """Whether there can be one entry only."""
    if items := schema.get("items"):
        return [one.names != ("enum",) for one in items.items] == [True]
    return "const" in schema or schema.text("maxItems") == "1"
