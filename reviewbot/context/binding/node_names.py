"""Names of nodes: the generic one of a kind of device, and those that a model gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.layout import bindings_root
from reviewbot.knowledge.load import by_name, table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.dts.node import Node

_MODEL = regex(r"(?=.*\d)(?=.*[a-z].*[a-z])[a-z\d-]{4,}")


def generic_name(path: str) -> str:
    """What a node is called for a device with a binding there; empty where there are many kinds."""
    known = by_name("node_names", "directories", "directory")
    folder = path.rpartition("/")[0].removeprefix(f"{bindings_root()}/")
    return str(known[folder]["node"]) if folder in known else ""


def is_named_by_model(node: Node) -> bool:
    """Whether its name is that of the part it is, or the beginning of one or the other."""
    name = node.name.lower()
    vendors = tuple(f"{vendor}," for vendor in table("node_names")["standards"])
    given = [one.lower() for one in node.compatibles if not one.startswith(vendors)]
    parts = [one.partition(",")[2] for one in given]
    is_any = any(part.startswith(name) or _begins(part, name) for part in parts)
    return bool(_MODEL.fullmatch(name)) and is_any


def _begins(part: str, name: str) -> bool:
    """Whether a name is a part with letters behind it, not with a number or another word."""
    rest = name.removeprefix(part)
    return bool(part) and name.startswith(part) and "-" not in rest and not rest.isdigit()
