"""The devicetree sources a patch changes, hunk by hunk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.dts.read import Lines, read
from reviewbot.context.rows import Rows
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import is_devicetree
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.dts.node import Node
    from reviewbot.context.levels import DiffContext


@frozen(slots=False, eq=False)
class Piece(Rows):
    """What a hunk shows of a file after the patch, the nodes in it, and that of its section if any."""

    tree: Node
    section: Node | None

    @property
    def ends_file(self) -> bool:
        """Whether the patch puts something at the end of the file: below it git shows nothing."""
        return self.lines[max(self.lines)].kind is ADDED


def pieces(context: DiffContext) -> Iterator[Piece]:
    """Each hunk of devicetree source, in the order of the diff; raises TooLargeError."""
    for file in context.files:
        for hunk in file.hunks if is_devicetree(file.path) else ():
            lines = {line.new: line for line in hunk.post if line.new is not None}
            texts = tuple(line.text for line in hunk.post)
            tree = read(Lines(hunk.new_start, texts))
            section = next(iter(read(Lines(0, (hunk.section,))).children), None)
            yield Piece(file, lines, context.removed(), tree, section)
