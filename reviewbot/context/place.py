"""Where the lines of a diff stand in the whole file: hunks may have moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.model.budget import shared
from reviewbot.model.patch import ADDED, REMOVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.image import Image
    from reviewbot.model.patch import DiffLine, FileDiff


def placed(file: FileDiff, image: Image) -> Sequence[tuple[int, DiffLine]]:
    """Each line of the diff with its 1-based line of the post-image.

    A removed line goes with the line that stands in its place, which may be one behind the last.
    """
    return _placed((file, image))


@shared(maxsize=256, of_mail=True)  # one check after the other asks
def _placed(known: tuple[FileDiff, Image]) -> Sequence[tuple[int, DiffLine]]:
    return tuple(_places(*known))


def _places(file: FileDiff, image: Image) -> Iterator[tuple[int, DiffLine]]:
    for hunk, moved in zip(file.hunks, image.moved, strict=True):
        following = hunk.new_start if hunk.new_count else hunk.new_start + 1  # "+7,0": behind 7
        for line in hunk.lines:
            if line.new is not None:
                following = line.new + 1
            yield (following if line.new is None else line.new) + moved, line


def added(file: FileDiff, image: Image) -> dict[int, DiffLine]:
    """The added lines by their 1-based line of the post-image."""
    return {at: line for at, line in placed(file, image) if line.kind is ADDED}


@frozen
class Edits:
    """What a patch adds to a file and removes from it, by 1-based lines of the post-image.

    A removed line goes with the line in front of it.
    """

    added: Mapping[int, DiffLine]
    removed: Mapping[int, Sequence[DiffLine]]

    @property
    def touched(self) -> set[int]:
        """The added lines, and those on either side of a removed one."""
        return {*self.added, *self.removed, *(at + 1 for at in self.removed)}


def edits(file: FileDiff, image: Image) -> Edits:
    """The edited lines of a file."""
    new: dict[int, DiffLine] = {}
    removed: dict[int, list[DiffLine]] = {}
    for at, line in placed(file, image):
        if line.kind is ADDED:
            new[at] = line
        elif line.kind is REMOVED:
            removed.setdefault(at - 1, []).append(line)
    return Edits(new, removed)
