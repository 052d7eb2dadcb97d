"""Where the bus around a node has it: ``ranges`` of its parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.dts.new import Added

_NUMBER = regex(r"0[xX][\da-fA-F]+|0|[1-9]\d*")


def is_where_seen(added: Added, addresses: Iterable[int]) -> bool:
    """Whether a node with one of these addresses is named after the one that others see it at.

    Pins and other parts of one window are: ``ranges`` has where that begins.
    """
    ranges = added.above[-1].get("ranges")
    cells = [cell for group in (ranges.cells if ranges else ()) for cell in group]
    starts = {int(cell, 0) for cell in cells if _NUMBER.fullmatch(cell)}
    return any(int(added.node.address, 16) - each in starts - {0} for each in addresses)
