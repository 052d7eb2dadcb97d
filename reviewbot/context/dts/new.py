"""The nodes a patch adds whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewbot.context.dts.pieces import pieces
from reviewbot.context.memo import once_for_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.dts.node import Node
    from reviewbot.context.dts.pieces import Piece
    from reviewbot.context.levels import DiffContext

_BOARDS = "arch/"
_OVERLAY = ".dtso"


class Added(NamedTuple):
    """A node of a board or chip, with what shows it and the nodes around it, outermost first."""

    piece: Piece
    node: Node
    above: tuple[Node, ...]

    @property
    def is_definition(self) -> bool:
        """Whether it is there for the first time: it has its compatible, in no overlay."""
        is_reference = self.node.name.startswith("&")
        is_overlay = self.piece.file.path.endswith(_OVERLAY)
        return "compatible" in self.node and not is_reference and not is_overlay


@once_for_each
def new_nodes(context: DiffContext) -> Sequence[Added]:
    """Those all of whose lines are added, and whose first is not only moved; raises TooLargeError."""
    return [
        Added(piece, node, above)
        for piece in pieces(context)
        if piece.file.path.startswith(_BOARDS)
        for node, above in piece.tree.walk()
        if node.is_whole and piece.adds(node) and piece.adds_all(node.row, node.end)
    ]
