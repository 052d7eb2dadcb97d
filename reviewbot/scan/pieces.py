"""Archives cut into pieces of messages, each of which can be read for itself.

A piece owns the series whose first mail is in its range. Around the range it sees a margin, so
that the rest of a series, its earlier revisions and the replies are there as well; what is further
away than the margin is not known to it. The cut depends on nothing but the archive: not on how
many processes work on it, nor on where.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.fetch.epoch import opened, read_blobs
from reviewbot.fetch.history import message_blobs
from reviewbot.frozen import frozen
from reviewbot.thread.messages import read_head
from reviewbot.thread.series import read_thread
from reviewbot.thread.together import together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewbot.model.mail import Head
    from reviewbot.model.series import Series
    from reviewbot.thread.thread import Thread

SIZE = 4000  # messages a piece owns: some 10 s of work
MARGIN = 4000  # messages it sees before and after them


@frozen
class Piece:
    """Messages ``start`` to ``stop`` (not included) of an archive, in the order they came."""

    archive: str
    start: int
    stop: int


@frozen
class Group:
    """A thread of a piece, and those of its series that the piece owns."""

    thread: Thread
    owned: tuple[Series, ...]


@frozen
class Reading:
    """The threads that hold series of a piece, one after the other.

    ``unread`` are the blobs of messages the piece owns which the archive has lost.
    """

    groups: Iterator[Group]
    unread: tuple[str, ...]


def pieces(archive: Path, size: int = SIZE) -> tuple[Piece, ...]:
    """All pieces of an archive; raises SourceError."""
    with opened(archive) as repository:
        count = len(message_blobs(repository))
    return tuple(
        Piece(str(archive), start, min(start + size, count)) for start in range(0, count, size)
    )


@contextmanager
def reading(piece: Piece) -> Iterator[Reading]:
    """The piece, to be read as long as this lasts; raises SourceError."""
    with _blobs(piece.archive) as (repository, ids):
        own = ids[piece.start : piece.stop]
        seen = ids[max(0, piece.start - MARGIN) : piece.stop + MARGIN]
        heads = {
            id_: read_head(raw) for id_, raw in read_blobs(repository, seen) if raw is not None
        }
        unread = tuple(id_ for id_ in own if id_ not in heads)
        yield Reading(_groups(repository, heads, frozenset(own)), unread)


def _groups(repository: Path, heads: Mapping[str, Head], own: frozenset[str]) -> Iterator[Group]:
    """Threads of the messages with these heads, by blob; ``own`` are those of the piece."""
    ids = tuple(heads)
    threads = ([ids[number] for number in numbers] for numbers in together(tuple(heads.values())))
    wanted = {blobs[-1]: blobs for blobs in threads if not own.isdisjoint(blobs)}
    came: dict[str, bytes | None] = {}
    for id_, raw in read_blobs(repository, [id_ for blobs in wanted.values() for id_ in blobs]):
        came[id_] = raw
        if id_ not in wanted:
            continue
        blobs = wanted[id_]
        thread = read_thread(raw for raw in map(came.pop, blobs) if raw is not None)
        mine = tuple(_owned(thread, [heads[each] for each in blobs if each in own]))
        if mine:
            yield Group(thread, mine)


def _owned(thread: Thread, heads: Iterable[Head]) -> Iterator[Series]:
    """The series whose first mail is one of these messages."""
    ids = {head.message_id for head in heads}
    for series in thread.series:
        if series.mails[0].answer_to.message_id in ids:
            yield series


@contextmanager
def _blobs(archive: str) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The repository of an archive, and the ids of its messages."""
    path = Path(archive)
    with opened(path) as repository:
        yield repository, _listed(path) if path.is_dir() else message_blobs(repository)


@lru_cache(maxsize=4)
def _listed(archive: Path) -> tuple[str, ...]:
    """Asked for once a process, not once a piece."""
    with opened(archive) as repository:
        return message_blobs(repository)
