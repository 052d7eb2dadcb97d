"""Whole files before and after a patch: what a program says of the second only, at its body line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.model.complaint import Complaint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewbot.context.image import Image
    from reviewbot.context.levels import PeerContext
    from reviewbot.model.patch import FileDiff
    from reviewbot.peers.desk import Desk

Saying = tuple[str, int, str, str]  # path, line, kind, words


@frozen
class Sides:
    """Where one file lies before and after; ``places`` has the body line of each line after."""

    before: str
    after: str
    places: Mapping[int, int]

    @property
    def paths(self) -> tuple[str, str]:
        """Both, in order."""
        return self.before, self.after


def both_sides(desk: Desk, context: PeerContext, files: Iterable[FileDiff]) -> tuple[Sides, ...]:
    """Put files as they were and are on the desk, by names of ours: a mail's could be anything."""
    return tuple(_put(desk, context, file, number) for number, file in enumerate(files))


def new_complaints(sides: Iterable[Sides], said: Iterable[Saying]) -> Iterator[Complaint]:
    """What is said more often after than before, where the patch shows the line."""
    sayings = tuple(said)
    for side in sides:
        known = Counter(saying[2:] for saying in sayings if saying[0] == side.before)
        for path, line, kind, words in sayings:
            if path != side.after:
                continue
            if known[kind, words]:
                known[kind, words] -= 1
            elif line in side.places:
                yield Complaint(side.places[line], kind, words)


def shown(file: FileDiff, image: Image) -> dict[int, int]:
    """The body line of each line of the file after the patch that the mail shows."""
    return {
        line.new + moved: line.body_line
        for hunk, moved in zip(file.hunks, image.moved, strict=True)
        for line in hunk.lines
        if line.new is not None
    }


def _put(desk: Desk, context: PeerContext, file: FileDiff, number: int) -> Sides:
    image, end = context.images[file], file.path[-2:]
    return Sides(
        desk.write(f"before/{number}{end}", image.pre),
        desk.write(f"after/{number}{end}", image.post),
        shown(file, image),
    )
