"""Hunks with the rest of the functions they change, where the whole file is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.levels import BlobContext
from reviewbot.frozen import changing, field
from reviewbot.model.budget import shared
from reviewbot.model.patch import ADDED, CONTEXT, REMOVED, DiffLine, Hunk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.image import Image
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff

_MAX_LINES = 300  # above and below a hunk
_UNSEEN = 0  # the body line of what the mail does not show


def c_hunks(context: DiffContext, file: FileDiff) -> tuple[Hunk, ...]:
    """The hunks of a file, each with as much around it as is known.

    Lines that are not in the mail are context with body line 0: nothing can be said there.
    """
    image = context.images.get(file) if isinstance(context, BlobContext) else None
    return file.hunks if image is None else _widened((file, image))


@changing(slots=True)
class _Part:
    """Lines ``start`` up to ``stop`` of the post-image, counted from 0, and the hunks in them.

    All of these hunks moved by as many lines.
    """

    start: int
    stop: int
    moved: int
    hunks: list[Hunk] = field(default_factory=list)


@shared(maxsize=256)
def _widened(known: tuple[FileDiff, Image]) -> tuple[Hunk, ...]:
    file, image = known
    text = image.post.decode("utf-8", "surrogateescape")
    rows = text.split("\n")
    if "\r" in text:
        rows = [row.rstrip("\r") for row in rows]
    parts: list[_Part] = []
    for hunk, moved in zip(file.hunks, image.moved, strict=True):
        first = _first(hunk) + moved
        start, stop = _above(rows, first), _below(rows, first + len(hunk.post))
        if not parts or start >= parts[-1].stop:
            parts.append(_Part(start, stop, moved))
        elif moved == parts[-1].moved:
            parts[-1].stop = max(parts[-1].stop, stop)
        else:  # the lines of one part are numbered on, so the function is cut here
            parts[-1].stop = min(parts[-1].stop, first)
            parts.append(_Part(parts[-1].stop, stop, moved))
        parts[-1].hunks.append(hunk)
    return tuple(_joined(part, rows) for part in parts)


def _first(hunk: Hunk) -> int:
    """The first line of the post-image it shows, counted from 0."""
    return hunk.new_start - 1 if hunk.new_count else hunk.new_start


def _above(rows: Sequence[str], first: int) -> int:
    """The line behind the end of the function above, by the kernel's layout."""
    start = min(first, len(rows))
    while start > max(first - _MAX_LINES, 0) and not rows[start - 1].startswith("}"):
        start -= 1
    return start


def _below(rows: Sequence[str], behind: int) -> int:
    """The line behind the end of the function that a line before ``behind`` is in."""
    stop = min(behind, len(rows))
    while stop < min(behind + _MAX_LINES, len(rows)) and not rows[stop - 1].startswith("}"):
        stop += 1
    return stop


def _joined(part: _Part, rows: Sequence[str]) -> Hunk:
    """One hunk of all those of a part and what is between."""
    lines: list[DiffLine] = []
    at = part.start
    for hunk in part.hunks:
        first = _first(hunk) + part.moved
        lines += _context(rows, at, first, part.moved)
        lines += hunk.lines
        at = first + len(hunk.post)
    hunk = part.hunks[0]
    lines += _context(rows, at, part.stop, part.moved)
    start = part.start - part.moved + 1
    return Hunk(
        body_line=hunk.body_line,
        old_start=start,
        old_count=sum(line.kind is not ADDED for line in lines),
        new_start=start,
        new_count=sum(line.kind is not REMOVED for line in lines),
        section="" if part.start < _first(hunk) + part.moved else hunk.section,
        lines=tuple(lines),
    )


def _context(rows: Sequence[str], start: int, stop: int, moved: int) -> Iterator[DiffLine]:
    for at in range(start, stop):
        number = at - moved + 1
        yield DiffLine(CONTEXT, rows[at], _UNSEEN, number, number)
