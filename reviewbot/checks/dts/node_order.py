"""Node that is put out of order among those beside it.

Asks about new nodes with a unit address above an old one with a lower address, or below one with a higher, and
about a new ``&label`` below the name of which one comes that is earlier in the alphabet.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.dts.order import are_of_a_type, is_behind, key_of, replaces
from reviewbot.context.dts.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.dts.node import Node
    from reviewbot.context.dts.order import Key
    from reviewbot.context.dts.pieces import Piece

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("by",)
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".dts", ".dtsi"), signs=("{",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them, and tell the old one beside it."""
    for piece in pieces(context):
        above = [piece.tree, *(node for node, _ in piece.tree.walk())]
        for parent in above:
            for node, other, side in _misplaced(piece, parent.children):
                by = "label" if node.name.startswith("&") else "unit address"
                facts = {"by": by, "name": node.full_name, "other": other.full_name, "side": side}
                yield Remark(piece.at(node), facts, Confidence.MODERATE)


def _misplaced(piece: Piece, children: Sequence[Node]) -> Iterator[tuple[Node, Node, str]]:
    """Each new node that an old one in sight is to be before or behind, that, and where it goes."""
    old = [key for node in children if (key := key_of(node)) and not piece.adds(node)]
    if any(first > second for first, second in pairwise(old)):
        return
    for at, node in enumerate(children):
        key = key_of(node)
        if not key or not piece.adds(node) or _is_free(piece, children[at - 1 : at], node):
            continue
        below = _old(piece, children[at + 1 :], key)
        above = _old(piece, children[:at][::-1], key)
        if below and key_of(below) < key and not is_behind(piece.section, below):
            yield node, below, "behind"
        elif above and key_of(above) > key:
            yield node, above, "before"


def _is_free(piece: Piece, above: Sequence[Node], node: Node) -> bool:
    """Whether its place is right whatever its address."""
    return replaces(piece, node) or are_of_a_type(above, node)


def _old(piece: Piece, nodes: Sequence[Node], key: Key) -> Node | None:
    """The nearest one that was there before and is ordered in the same way."""
    return next((n for n in nodes if key_of(n)[:1] == key[:1] and not piece.adds(n)), None)
