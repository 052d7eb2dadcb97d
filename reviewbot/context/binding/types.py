"""Types of properties: what a binding says it is, and whether a function reads it as that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.schema import Schema
    from reviewbot.context.yaml.node import Node

_DEFINITIONS = "/types.yaml#/definitions/"
_PLURAL = ("-array", "-matrix")


def type_of(schema: Schema) -> str:
    """The type of a property as in ``types.yaml``; empty where its binding leaves it to another."""
    named = next(_named(schema.node), "")
    if named or schema.text("type") in ("boolean", "flag"):
        return named or "flag"
    units = table("property_types")["units"]
    is_measured = schema.name.endswith(tuple(f"-{unit}" for unit in units["names"]))
    return str(units["type"]) if is_measured else ""


def _named(node: Node) -> Iterator[str]:
    """What it refers to in ``types.yaml``, by itself or as the one of several."""
    both = node.get("allOf")
    for each in (node, *(both.items if both else ())):
        reference = each.get("$ref")
        if reference and _DEFINITIONS in reference.text:
            yield reference.text.rpartition(_DEFINITIONS)[2]


def is_read_as(function: str, kind: str) -> bool:
    """Whether a function reads a property of this type right, as far as it has one itself."""
    for each in table("property_types")["reads"]:
        if function.endswith(tuple(each["ends"])):
            return kind in each["types"] or _single(kind) in each["types"]
    return True


def _single(kind: str) -> str:
    for plural in _PLURAL:
        if kind.startswith(("int", "uint", "phandle")):
            kind = kind.removesuffix(plural)
    return kind
