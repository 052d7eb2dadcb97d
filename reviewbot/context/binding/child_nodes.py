"""Which schemas of a binding are those of a child node that nothing else describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.binding.schema import Schema

_CHILDREN = (("properties",), ("patternProperties",))
_ANYTHING = regex(r"\^?(?:\.\*|@)")  # a device of any name, which its own binding describes


def names_class(reference: str) -> bool:
    """Whether it is that of a class of nodes, which leaves open what else one has."""
    name = reference.partition("#")[0].rpartition("/")[2]
    return reference.endswith((".yaml", ".yaml#")) and name in table("open_schemas")["names"]


def is_own_node(child: Schema) -> bool:
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
