"""How much a page holds: browsers take long for more, and mailers do not send it.

What has a finding or a comment is always shown. Files without either, and what changed since the
revision before, are shown in their order as long as there is room.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.series import Series
    from reviewbot.report.page.blocks import Block
    from reviewbot.report.page.sheet import Sheet

MOST = 1_800_000  # characters
_ROW, _NOTE = 75, 600  # what a row and a note or comment take besides the text of the row


def fitted(
    those: Sequence[tuple[Series, Sequence[Sheet]]], most: int = MOST
) -> list[tuple[Series, list[Sheet]]]:
    """The sheets, without what there is no room for."""
    room = _Room(most)
    for _, sheets in those:
        for block in (block for sheet in sheets for block in sheet.blocks):
            if not _is_folded(block):
                room.take(_size(block))
    return [(series, [*map(room.fit, sheets)]) for series, sheets in those]


class _Room:
    """What is left of the room."""

    def __init__(self, most: int) -> None:
        self._left = most

    def take(self, size: int) -> bool:
        """Use some of it up; false, and nothing is used, where there is not as much."""
        fits = size <= self._left
        self._left -= size if fits else 0
        return fits

    def fit(self, sheet: Sheet) -> Sheet:
        """A sheet with what fits of it."""
        kept = sheet.since
        if kept and kept.lines and not self.take(sum(_ROW + len(text) for _, text in kept.lines)):
            kept = replace(kept, lines=())
        return replace(sheet, since=kept, blocks=tuple(self._blocks(sheet)))

    def _blocks(self, sheet: Sheet) -> Iterator[Block]:
        for block in sheet.blocks:
            if _is_folded(block) and not self.take(_size(block)):
                yield replace(block, rows=(), left_out=len(block.rows))
            else:
                yield block


def _is_folded(block: Block) -> bool:
    return bool(block.title) and not (block.notes or block.said)


def _size(block: Block) -> int:
    rows = sum(_ROW + len(row.text) for row in block.rows)
    return rows + _NOTE * (block.notes + block.said)
