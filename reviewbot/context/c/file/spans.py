"""Which of many pieces of a file a line is in, found by bisection."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.c.file.definition import Definition


class Spans:
    """The lines of some pieces of a file: ``120 in spans``."""

    def __init__(self, pieces: Iterable[Definition]) -> None:
        self._pieces = sorted(pieces, key=lambda piece: piece.start)
        self._stops = list(accumulate((piece.stop for piece in self._pieces), max))

    def __contains__(self, line: int) -> bool:
        return self.at(line) is not None

    def at(self, line: int) -> Definition | None:
        """The first piece that has the 1-based line."""
        index = bisect_left(self._stops, line)  # the first that does not end above it
        if index == len(self._pieces) or self._pieces[index].start > line:
            return None
        return self._pieces[index]
