"""The rows of a file after a patch, and which of them the patch adds.

Whatever a reader of a language finds in it has a ``row``: ``adds`` and ``at`` take such a thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reviewbot.context.levels import BlobContext
from reviewbot.context.whole import whole
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend
from reviewbot.model.patch import ADDED, REMOVED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff


class Placed(Protocol):
    """What stands in a file: at a row of it, counted from 1."""

    @property
    def row(self) -> int:
        """Where it begins."""
        ...


@frozen(slots=False, eq=False)
class Rows:
    """What a mail shows of a file after the patch; ``lines`` has the diff line of each such row."""

    file: FileDiff
    lines: Mapping[int, DiffLine]
    removed: frozenset[str]

    def adds(self, thing: Placed) -> bool:
        """Whether the patch adds the line it begins at, and does not only move it."""
        return self.adds_row(thing.row)

    def adds_all(self, first: int, last: int) -> bool:
        """Whether the patch adds all these rows, moved or not."""
        lines = (self.lines.get(row) for row in range(first, last + 1))
        return all(line is not None and line.kind is ADDED for line in lines)

    def adds_row(self, row: int) -> bool:
        """Whether the patch adds a row, and does not only move it."""
        line = self.lines.get(row)
        if line is None or line.kind is not ADDED:
            return False
        return line.text.strip() not in self.removed

    def only_adds(self, thing: Placed) -> bool:
        """Whether the hunk that shows it takes nothing out."""
        at = self.lines[thing.row].body_line
        hunks = (each for each in self.file.hunks if each.lines[-1].body_line >= at)
        lines = next(hunks).lines
        spend(len(lines))
        return all(line.kind is not REMOVED for line in lines)

    def at(self, thing: Placed) -> int:
        """The body line of what the mail shows; raises KeyError where it does not."""
        return self.lines[thing.row].body_line


@frozen(slots=False, eq=False)
class Post(Rows):
    """And all of the file."""

    source: bytes


def post(context: DiffContext, file: FileDiff) -> Post | None:
    """The file after the patch, from its image or from the diff that adds it."""
    source = whole(context, file)
    if source is None or file.new_path is None:
        return None
    image = context.images.get(file) if isinstance(context, BlobContext) else None
    moved = image.moved if image else (0,) * len(file.hunks)
    lines = {
        line.new + by: line
        for hunk, by in zip(file.hunks, moved, strict=True)
        for line in hunk.post
        if line.new is not None
    }
    return Post(file, lines, context.removed(), source)
