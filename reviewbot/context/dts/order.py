"""By what the nodes beside each other are sorted."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.dts.node import Node
    from reviewbot.context.dts.pieces import Piece
    from reviewbot.model.patch import FileDiff

Key = tuple[str, ...]

_ADDRESS = regex(r"[\da-f]{1,16}")
_HEAD = regex(r"@([\da-f]{1,16}) \{")
_LABEL = regex(r"&\w+")
_NUMBER = "0123456789"
_NUMBER_IN = regex(r"\d{1,16}")


def misplaced(piece: Piece, children: Sequence[Node]) -> Iterator[tuple[Node, Node, str]]:
    """Each new node that an old one in sight is to be before or behind, that, and where it goes."""
    old = [key for node in children if (key := _key_of(node)) and not piece.adds(node)]
    if any(first > second for first, second in pairwise(old)):
        return
    for at, node in enumerate(children):
        key = _key_of(node)
        if not key or not piece.adds(node) or _is_free(piece, children[at - 1 : at], node):
            continue
        below = _old(piece, children[at + 1 :], key)
        above = _old(piece, children[:at][::-1], key)
        if below and _is_before(below, node) and not _is_behind(piece.section, below):
            yield node, below, "behind"
        elif above and _is_before(node, above):
            yield node, above, "before"


def _is_free(piece: Piece, above: Sequence[Node], node: Node) -> bool:
    """Whether its place is right whatever its address."""
    return _replaces(piece, node) or _are_of_a_type(above, node)


def _old(piece: Piece, nodes: Sequence[Node], key: Key) -> Node | None:
    """The nearest one that was there before and is ordered in the same way."""
    return next((n for n in nodes if _key_of(n)[:1] == key[:1] and not piece.adds(n)), None)


def _is_before(first: Node, second: Node) -> bool:
    """Whether it is by letters as well as by numbers: uart13 may stand on either side of uart2."""
    names = [_NUMBER_IN.sub(_padded, node.name) for node in (first, second)]
    is_label = first.name.startswith("&")
    return _key_of(first) < _key_of(second) and not (is_label and names[0] > names[1])


def _padded(match: re.Match[str]) -> str:
    return match[0].zfill(16)


def _is_behind(above: Node | None, below: Node) -> bool:
    """Whether a node that stands above another is behind it by what both are sorted by.

    Addresses of another width are those of another bus.
    """
    if above is None or len(above.address) != len(below.address):
        return False
    first, second = _key_of(above), _key_of(below)
    return bool(first) and first[:1] == second[:1] and first > second


def _are_of_a_type(others: Iterable[Node], node: Node) -> bool:
    """Whether they may be grouped, whatever their addresses (dts-coding-style.rst, "Order of Nodes")."""
    name = node.name.rstrip(_NUMBER)
    return bool(node.address) and any(one.name.rstrip(_NUMBER) == name for one in others)


def _replaces(piece: Piece, node: Node) -> bool:
    """Whether the patch takes out a node with the same address, the place of which it has."""
    return node.address in _taken_out(piece.file)


@once_for_each
def _taken_out(file: FileDiff) -> frozenset[str]:
    """The addresses of the nodes whose heads go."""
    return frozenset(found[1] for line in file.removed() if (found := _HEAD.search(line.text)))


def _key_of(node: Node) -> Key:
    """What tells its place, comparable with that of its kind; empty where nothing does."""
    if _LABEL.fullmatch(node.name):
        return ("label", node.name)
    if node.name and _ADDRESS.fullmatch(node.address):
        return ("address", node.address.zfill(16))
    return ()
