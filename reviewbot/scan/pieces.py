"""Archives cut into pieces of messages, each of which can be read for itself.

A piece owns the series whose first mail is in its range. Around the range it sees a margin, so
that the rest of a series, its earlier revisions and the replies are there as well; what is further
away than the margin is not known to it. The cut depends on nothing but the archive: not on how
many processes work on it, nor on where.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.fetch.epoch import message_blobs, opened, read_blobs
from reviewbot.thread.messages import read_head
from reviewbot.thread.series import read_thread
from reviewbot.thread.together import together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.mail import Head
    from reviewbot.model.series import Series, Thread

SIZE = 4000  # messages a piece owns: some 10 s of work
MARGIN = 4000  # messages it sees before and after them


@dataclass(frozen=True, slots=True)
class Piece:
    """Messages ``start`` to ``stop`` (not included) of an archive, in the order they came."""

    archive: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Group:
    """A thread of a piece, and those of its series that the piece owns."""

    thread: Thread
    owned: tuple[Series, ...]


def pieces(archive: Path, size: int = SIZE) -> tuple[Piece, ...]:
    """All pieces of an archive; raises SourceError."""
    with opened(archive) as repository:
        count = len(message_blobs(repository))
    return tuple(
        Piece(str(archive), start, min(start + size, count)) for start in range(0, count, size)
    )


def groups(piece: Piece) -> Iterator[Group]:
    """The threads that hold series of the piece, one after the other; raises SourceError."""
    with _blobs(piece.archive) as (repository, ids):
        first = max(0, piece.start - MARGIN)
        seen = ids[first : piece.stop + MARGIN]
        heads = tuple(map(read_head, read_blobs(repository, seen)))
        if len(heads) != len(seen):
            raise AssertionError("an archive lost messages while it was read")
        owned = range(piece.start - first, piece.stop - first)
        wanted = [
            numbers for numbers in together(heads) if any(number in owned for number in numbers)
        ]
        raws = read_blobs(repository, [seen[number] for numbers in wanted for number in numbers])
        for numbers in wanted:
            thread = read_thread(islice(raws, len(numbers)))
            mine = tuple(_owned(thread, heads, [n for n in numbers if n in owned]))
            if mine:
                yield Group(thread, mine)


def _owned(thread: Thread, heads: Sequence[Head], numbers: Sequence[int]) -> Iterator[Series]:
    """The series whose first mail is one of these messages."""
    ids = {heads[number].message_id for number in numbers}
    for series in thread.series:
        if series.mails[0].answer_to.message_id in ids:
            yield series


@contextmanager
def _blobs(archive: str) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The repository of an archive, and the ids of its messages."""
    path = Path(archive)
    if path.is_dir():
        yield path, _listed(path)
        return
    with opened(path) as repository:
        yield repository, message_blobs(repository)


@lru_cache(maxsize=4)
def _listed(repository: Path) -> tuple[str, ...]:
    """Asked for once a process, not once a piece."""
    return message_blobs(repository)
