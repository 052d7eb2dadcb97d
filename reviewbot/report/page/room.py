"""How much a page holds: browsers take long for more, and mailers do not send it.

Where there is no room for all of it, of what has a finding or a comment the lines around are shown.
Files without either, and what changed since the revision before, are shown in their order as long
as there is room.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from reviewbot.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.model.series import Series
    from reviewbot.report.page.blocks import Block
    from reviewbot.report.page.sheet import Sheet

MOST = 1_800_000  # bytes of HTML
AROUND = 10  # rows that are shown above and below one with a finding or a comment
_ROW, _NOTE = 75, 600  # what a row and a note or comment take besides the text of the row


def fitted(
    those: Sequence[tuple[Series, Sequence[Sheet]]], most: int = MOST
) -> list[tuple[Series, list[Sheet]]]:
    """The sheets, without what there is no room for."""
    room = _Room(most)
    opened = [(series, [*map(room.opened, sheets)]) for series, sheets in those]
    return [(series, [*map(room.folded, sheets)]) for series, sheets in opened]


class _Room:
    """What is left of the room."""

    def __init__(self, most: int) -> None:
        self._left = most

    def _take(self, size: int) -> bool:
        """Use some of it up; false, and nothing is used, where there is not as much."""
        fits = size <= self._left
        self._left -= size if fits else 0
        return fits

    def opened(self, sheet: Sheet) -> Sheet:
        """A sheet with what fits of what is open."""
        blocks = tuple(one if _is_folded(one) else self._opened(one) for one in sheet.blocks)
        return replace(sheet, blocks=blocks)

    def _opened(self, block: Block) -> Block:
        if self._take(_size(block)):
            return block
        cut = _near(block)
        self._left = max(self._left - _size(cut), 0)
        return cut

    def folded(self, sheet: Sheet) -> Sheet:
        """A sheet with what fits of what is folded."""
        kept = sheet.since
        if kept and kept.lines and not self._take(sum(_row(text) for _, text in kept.lines)):
            kept = replace(kept, lines=())
        blocks = tuple(self._folded(one) if _is_folded(one) else one for one in sheet.blocks)
        return replace(sheet, since=kept, blocks=blocks)

    def _folded(self, block: Block) -> Block:
        if self._take(_size(block)):
            return block
        return replace(block, rows=(), left_out=len(block.rows))


def _is_folded(block: Block) -> bool:
    return bool(block.title) and not (block.notes or block.said)


def _size(block: Block) -> int:
    rows = sum(_row(row.text) for row in block.rows)
    return rows + _NOTE * (block.notes + block.said)


def _row(text: str) -> int:
    return _ROW + len(escape(text).encode())


def _near(block: Block) -> Block:
    """The first rows of a block, and those near a finding or a comment."""
    marked = [-1, *(at for at, row in enumerate(block.rows) if row.notes or row.said)]
    shown = sorted({at for mark in marked for at in range(mark - AROUND, mark + AROUND + 1)})
    rows = tuple(block.rows[at] for at in shown if 0 <= at < len(block.rows))
    return replace(block, rows=rows, left_out=len(block.rows) - len(rows))
