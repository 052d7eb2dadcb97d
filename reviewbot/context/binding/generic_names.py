"""Generic names of nodes, by the directory a binding is in."""

from __future__ import annotations

from reviewbot.knowledge.load import by_name


def generic_name(path: str) -> str:
    """What a node for such a device is called; empty where the directory has many kinds."""
    known = by_name("node_names", "directories", "directory")
    folder = path.rpartition("/")[0].removeprefix("Documentation/devicetree/bindings/")
    return str(known[folder]["node"]) if folder in known else ""
