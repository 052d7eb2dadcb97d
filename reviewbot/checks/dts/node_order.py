"""Node that is put out of order among those beside it.

Reports new nodes with a unit address above an old one with a lower address, or below one with a higher.
Asks about a new ``&label`` below the name of which one comes that is earlier in the alphabet; reports it where
it is put at the end of the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.dts.order import misplaced
from reviewbot.context.dts.pieces import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

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
            for node, other, side in misplaced(piece, parent.children):
                by = "label" if node.name.startswith("&") else "unit address"
                is_last = node is parent.children[-1] and piece.ends_file
                sure = Confidence.MODERATE if by == "label" and not is_last else Confidence.HIGH
                facts = {"by": by, "name": node.full_name, "other": other.full_name, "side": side}
                yield Remark(piece.at(node), facts, sure)
