"""Child node of a binding that may have any property.

Reports an added child node, with ``properties`` of its own or those of a class of nodes, that says
neither ``additionalProperties`` nor ``unevaluatedProperties``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.closed import CLOSING, is_closed
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.WARNING
ONCE = True
KINDS = ("word",)
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("properties", "ref"))

_CHILDREN = (("properties",), ("patternProperties",))
_ANYTHING = regex(r"\^?(?:\.\*|@)")  # a device of any name, which its own binding describes


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each child node that is not closed."""
    for binding in bindings(context):
        for child in _open(binding):
            reference = child.text("$ref")
            closed = is_closed(context, binding.path, reference) if _is_own_node(child) else True
            if binding.compatibles and binding.adds(child) and not closed:
                # the schema of one device is closed as a rule, that of a class of them is open
                is_unknown = closed is None and "," in reference
                facts = {"name": child.name, "word": CLOSING["$ref" in child or "allOf" in child]}
                sure = Confidence.MODERATE if is_unknown else Confidence.HIGH
                yield Remark(binding.at(child), facts, sure)


def _open(binding: Binding) -> Iterator[Schema]:
    """The schemas that may be those of a child node that is not closed."""
    for schema in binding.find("**/*", lacks=CLOSING):
        is_of_class = schema.text("type") == "object" and _is_class(schema.text("$ref"))
        if "properties" in schema or is_of_class:
            yield schema


def _is_class(reference: str) -> bool:
    """Whether it is the schema of a class of nodes, which leaves open what else one has."""
    name = reference.partition("#")[0].rpartition("/")[2]
    return reference.endswith((".yaml", ".yaml#")) and name in table("open_schemas")["names"]


def _is_own_node(child: Schema) -> bool:
    """Whether nothing else describes it: not a definition, the device on a bus, or an endpoint."""
    if child.is_condition or child.path[-2:-1] not in _CHILDREN:
        return False
    name = child.name.lstrip("^").partition("@")[0]
    is_any = _ANYTHING.match(child.name) or name in table("node_names")["buses"]
    return not is_any and not _is_bus(child) and "graph.yaml" not in child.text("$ref")


def _is_bus(child: Schema) -> bool:
    """Whether it has devices nobody lists: ``false`` would deny these, and what a bus has."""
    listed = child.get("properties")
    if listed is None or "patternProperties" in child or "$ref" in child:
        return False
    return any(word in listed for word in table("node_names")["bus_properties"])
