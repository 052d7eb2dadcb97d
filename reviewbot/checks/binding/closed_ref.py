"""Schema that refers to another and denies all that has.

Asks about an added ``additionalProperties: false`` beside a ``$ref`` to a schema of a class of devices,
where no property of that class is let through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.WARNING
ONCE = True
KERNEL_ONLY = True
MOOT_BESIDE = ("binding.meta_schema",)
WHEN = When(files=(".yaml",), words=("additionalProperties",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such word."""
    for binding in bindings(context):
        for schema in binding.find("**", has=("additionalProperties",)):
            entry = schema.entry_of("additionalProperties")
            reference = "" if _lets_through(schema) else _class_of(schema)
            if entry and entry.value.text == "false" and reference and binding.adds(entry):
                yield Remark(binding.at(entry), {"reference": reference}, Confidence.MODERATE)


def _lets_through(schema: Schema) -> bool:
    """Whether it names a property only to allow it."""
    listed = schema.get("properties")
    return listed is not None and any(one.value.text == "true" for one in listed.entries)


def _class_of(schema: Schema) -> str:
    """The schema of a class that it refers to, of those that are to stay open; or nothing."""
    every = schema.get("allOf")
    for one in (schema.node, *(every.items if every else ())):
        name = (one.get("$ref") or one).text.partition("#")[0].rpartition("/")[2]
        if name in table("open_schemas")["names"]:
            return name
    return ""
