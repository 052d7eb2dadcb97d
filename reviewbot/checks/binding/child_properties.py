"""Child node of a binding that may have any property.

Reports an added child node, with ``properties`` of its own, that says neither
``additionalProperties`` nor ``unevaluatedProperties``.
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

    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.WARNING
ONCE = True
KINDS = ("word",)
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("properties",))

_CHILDREN = (("properties",), ("patternProperties",))
_ANYTHING = regex(r"\^?(?:\.\*|@)")  # a device of any name, which its own binding describes


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each child node that is not closed."""
    for binding in bindings(context):
        for child in binding.find("**/*", has=("properties",), lacks=CLOSING):
            reference = child.text("$ref")
            closed = is_closed(context, binding.path, reference) if _is_own_node(child) else True
            if binding.compatibles and binding.adds(child) and not closed:
                # the schema of one device is closed as a rule, that of a class of them is open
                is_unknown = closed is None and "," in reference
                facts = {"name": child.name, "word": CLOSING["$ref" in child or "allOf" in child]}
                sure = Confidence.MODERATE if is_unknown else Confidence.HIGH
                yield Remark(binding.at(child), facts, sure)


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
