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
        """Whether it is there for the first time: it has its compatible, in no overlay.

        Not where it takes out what only a node of another file can have put there.
        """
        goes_on = self.node.name.startswith("&") or self.node.deletes
        is_overlay = self.piece.file.path.endswith(_OVERLAY)
        return "compatible" in self.node and not goes_on and not is_overlay

    @property
    def is_bare(self) -> bool:
        """Whether it has an address that nothing in it tells: a mistake, or told in another file."""
        return bool(self.node.address) and "reg" not in self.node and "ranges" not in self.node


@once_for_each
def new_nodes(context: DiffContext) -> Sequence[Added]:
    """The nodes all of whose lines are added, and whose first is not only moved; raises TooLargeError."""
    return [
        Added(piece, node, above)
        for piece in pieces(context)
        if piece.file.path.startswith(_BOARDS)
        for node, above in piece.tree.walk()
        if node.is_whole and piece.adds(node) and piece.adds_all(node.row, node.end)
    ]
