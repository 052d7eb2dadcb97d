"""By what the nodes beside each other are sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.dts.node import Node
    from reviewbot.context.dts.pieces import Piece
    from reviewbot.model.patch import FileDiff

Key = tuple[str, ...]

_ADDRESS = regex(r"[\da-f]{1,16}")
_HEAD = regex(r"@([\da-f]{1,16}) \{")
_LABEL = regex(r"&\w+")
_NUMBER = regex(r"\d+\Z")


def is_behind(above: Node | None, below: Node) -> bool:
    """Whether a node that stands above another is behind it by what both are sorted by.

    Addresses of another width are those of another bus.
    """
    if above is None or len(above.address) != len(below.address):
        return False
    first, second = key_of(above), key_of(below)
    return bool(first) and first[:1] == second[:1] and first > second


def are_of_a_type(others: Iterable[Node], node: Node) -> bool:
    """Whether they may be grouped, whatever their addresses (dts-coding-style.rst, "Order of Nodes")."""
    name = _NUMBER.sub("", node.name)
    return bool(node.address) and any(_NUMBER.sub("", one.name) == name for one in others)


def replaces(piece: Piece, node: Node) -> bool:
    """Whether the patch takes out a node with the same address, the place of which it has."""
    return node.address in _taken_out(piece.file)


@once_for_each
def _taken_out(file: FileDiff) -> frozenset[str]:
    """The addresses of the nodes whose heads go."""
    return frozenset(found[1] for line in file.removed() if (found := _HEAD.search(line.text)))


def key_of(node: Node) -> Key:
    """What tells its place, comparable with that of its kind; empty where nothing does."""
    if _LABEL.fullmatch(node.name):
        return ("label", node.name)
    if node.name and _ADDRESS.fullmatch(node.address):
        return ("address", node.address.zfill(16))
    return ()
