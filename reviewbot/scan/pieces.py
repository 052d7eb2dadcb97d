"""Archives cut into pieces of messages, each of which can be read for itself.

A piece owns the series whose first mail is in its range. Around the range it sees a margin, so
that the rest of a series, its earlier revisions and the replies are there as well; what is further
away than the margin is not known to it. The cut depends on nothing but the archive: not on how
many processes work on it, nor on where.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import astuple
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewbot.fetch.epoch import opened, read_blobs
from reviewbot.fetch.history import message_blobs
from reviewbot.frozen import frozen
from reviewbot.results.results import NOTHING, Results
from reviewbot.thread.messages import read_head
from reviewbot.thread.series import read_thread
from reviewbot.thread.together import together

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from reviewbot.model.mail import Head
    from reviewbot.model.series import Series
    from reviewbot.thread.thread import Thread

SIZE = 4000  # messages a piece owns: some 10 s of work
MARGIN = 4000  # messages it sees before and after them
_LAST = 20  # messages, of which not all have a wrong date


@frozen
class Piece:
    """Messages ``start`` to ``stop`` (not included) of an archive, in the order they came."""

    archive: str
    start: int
    stop: int


@frozen
class Unit:
    """The blobs of messages that belong together, in order, and their message-ids.

    ``own`` are the ids of those of the piece.
    """

    blobs: tuple[str, ...]
    ids: tuple[str, ...]
    own: tuple[str, ...]


@frozen
class Group:
    """A thread of a piece, and those of its series that the piece owns."""

    thread: Thread
    owned: tuple[Series, ...]


@frozen
class Reading:
    """What a piece holds: its units, and ``read`` for the threads of some of them, in order.

    ``messages`` are those of some blobs, in order.
    ``unread`` are the blobs of messages the piece owns which the archive has lost.
    """

    units: tuple[Unit, ...]
    unread: tuple[str, ...]
    read: Callable[[Sequence[Unit]], Iterator[Group]]
    messages: Callable[[Iterable[str]], Iterator[tuple[str, bytes | None]]]

    @property
    def groups(self) -> Iterator[Group]:
        """All threads that hold series of the piece."""
        return (group for group in self.read(self.units) if group.owned)


def pieces(archive: Path, size: int = SIZE) -> tuple[Piece, ...]:
    """All pieces of an archive; raises SourceError."""
    with opened(archive) as repository:
        count = len(message_blobs(repository))
    return tuple(
        Piece(str(archive), start, min(start + size, count)) for start in range(0, count, size)
    )


def last_heads(piece: Piece) -> tuple[Head, ...]:
    """The heads of the last messages of a piece: all before them is older, but for a stray clock."""
    with _blobs(piece.archive) as (repository, ids):
        own = ids[piece.start : piece.stop][-_LAST:]
        return tuple(read_head(raw) for _, raw in read_blobs(repository, own) if raw is not None)


@contextmanager
def reading(piece: Piece, results: Results = NOTHING) -> Iterator[Reading]:
    """The piece, to be read as long as this lasts; raises SourceError."""
    with _blobs(piece.archive) as (repository, ids):
        own = ids[piece.start : piece.stop]
        seen = ids[max(0, piece.start - MARGIN) : piece.stop + MARGIN]
        units = _noted(results.note(seen, own), own)
        unread: tuple[str, ...] = ()
        if units is None:
            heads = {
                id_: read_head(raw) for id_, raw in read_blobs(repository, seen) if raw is not None
            }
            unread = tuple(id_ for id_ in own if id_ not in heads)
            units = tuple(_units(heads, frozenset(own)))
            if len(heads) == len(seen):
                results.put_note([astuple(unit) for unit in units], seen, own)
        messages = partial(read_blobs, repository)
        yield Reading(units, unread, partial(_groups, repository), messages)


def _noted(value: Any, own: Iterable[str]) -> tuple[Unit, ...] | None:  # noqa: ANN401  of JSON
    """The units that were noted; ``None`` where there are none, or they are damaged.

    Each message of the piece is in one.
    """
    try:
        units = tuple(Unit(*map(tuple, each)) for each in value)
        return units if {*own} <= {blob for unit in units for blob in unit.blobs} else None
    except TypeError:
        return None


def _units(heads: Mapping[str, Head], own: frozenset[str]) -> Iterator[Unit]:
    """The messages with these heads, by blob; ``own`` are those of the piece."""
    ids = tuple(heads)
    for numbers in together(tuple(heads.values())):
        blobs = tuple(ids[number] for number in numbers)
        names = tuple(heads[blob].message_id for blob in blobs)
        mine = tuple(name for blob, name in zip(blobs, names, strict=True) if blob in own)
        if mine:
            yield Unit(blobs, names, mine)


def _groups(repository: Path, units: Sequence[Unit]) -> Iterator[Group]:
    """The thread of each unit."""
    messages = read_blobs(repository, [id_ for unit in units for id_ in unit.blobs])
    for unit in units:
        raws = dict(islice(messages, len(unit.blobs)))
        thread = read_thread(raw for raw in raws.values() if raw is not None)
        yield Group(thread, tuple(_owned(thread, unit.own)))


def _owned(thread: Thread, ids: Collection[str]) -> Iterator[Series]:
    """The series whose first mail is one of these messages."""
    for series in thread.series:
        if series.mails[0].answer_to.message_id in ids:
            yield series


@contextmanager
def _blobs(archive: str) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The repository of an archive, and the ids of its messages."""
    path = Path(archive)
    with opened(path) as repository:
        yield repository, listed(path) if path.is_dir() else message_blobs(repository)


@lru_cache(maxsize=4)
def listed(archive: Path) -> tuple[str, ...]:
    """Asked for once a process, not once a piece."""
    with opened(archive) as repository:
        return message_blobs(repository)
