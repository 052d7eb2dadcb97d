"""Node that is put out of order among those beside it.

Asks about new nodes with a unit address above an old one with a lower address, or below one with a higher, and
about a new ``&label`` below the name of which one comes that is earlier in the alphabet. Not where those in
sight are not sorted themselves.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.dts.order import key_of
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
    """Each new node that an old one in sight is to be before or behind, that one, and where it goes."""
    keys = [(node, key_of(node)) for node in children]
    old = [key for node, key in keys if key and not piece.adds(node)]
    if any(first > second for first, second in pairwise(old)):
        return
    for at, (node, key) in enumerate(keys):
        if key and piece.adds(node):
            below = _old(piece, keys[at + 1 :], key)
            above = _old(piece, keys[:at][::-1], key)
            if below and key_of(below) < key:
                yield node, below, "behind"
            elif above and key_of(above) > key:
                yield node, above, "before"


def _old(piece: Piece, keys: Sequence[tuple[Node, Key]], key: Key) -> Node | None:
    """The nearest one that was there before and is ordered in the same way."""
    return next((n for n, k in keys if k and k[0] == key[0] and not piece.adds(n)), None)
