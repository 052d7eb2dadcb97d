"""By what the nodes beside each other are sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.dts.node import Node

Key = tuple[str, ...]

_ADDRESS = regex(r"[\da-f]{1,16}")
_LABEL = regex(r"&\w+")


def key_of(node: Node) -> Key:
    """What tells its place, comparable with that of its kind; empty where nothing does."""
    if _LABEL.fullmatch(node.name):
        return ("label", node.name)
    if node.name and _ADDRESS.fullmatch(node.address):
        return ("address", node.address.zfill(16))
    return ()
