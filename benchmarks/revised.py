"""Patches of archives with their next revisions, read once and kept in a file."""

from __future__ import annotations

import pickle
from itertools import groupby
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from reviewbot.backtest.choice import day_of
from reviewbot.backtest.counterfactual import counterparts
from reviewbot.backtest.hindsight import Hindsight
from reviewbot.fetch.epoch import read_blobs
from reviewbot.model.patch import ADDED, REMOVED
from reviewbot.scan.pieces import Piece, listed, pieces, reading
from reviewbot.thread.messages import read_head
from rewrites import GONE, kind_of, stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

SIZE = 12_000  # messages of a piece


class Version(NamedTuple):
    """What a patch leaves of a file: lines, those it does not add marked, and their body lines."""

    path: str
    kind: str
    lines: list[str]
    places: list[int]

    @property
    def runs(self) -> Iterator[tuple[str, ...]]:
        """The tokens of each run of added lines."""
        for is_old, run_ in groupby(self.lines, key=lambda line: line.startswith(GONE)):
            if not is_old:
                yield stream(list(run_), self.kind)


def versions(patch: Patch) -> dict[str, Version]:
    """The files of a patch that rules are made of, by path."""
    found = {}
    for file in patch.files:
        kind = kind_of(file.path)
        lines = [line for hunk in file.hunks for line in hunk.lines if line.kind is not REMOVED]
        marked = [("" if line.kind is ADDED else GONE) + line.text.strip() for line in lines]
        if kind:
            found[file.path] = Version(file.path, kind, marked, [line.body_line for line in lines])
    return found


class Change(NamedTuple):
    """A patch and what it became: its mail, and the id of that which followed.

    ``series`` is the same for all revisions of a patch.
    """

    mail: Message
    following: str
    author: str
    series: str
    day: str
    before: dict[str, Version]
    after: dict[str, Version]


def change(old: Patch, new: Patch) -> Change:
    """What there is to know of two revisions of a patch."""
    author = old.message.author.email.lower()
    series, day = f"{author} {old.subject.title.lower()}", day_of(old.message)
    following = new.message.message_id
    return Change(old.message, following, author, series, day, versions(old), versions(new))


class Changes:
    """Changes kept in a file, in order."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def fill(self, found: Iterable[Change]) -> None:
        """Keep some."""
        for each in found:
            pickle.dump(each, self.file, protocol=5)

    def __iter__(self) -> Iterator[Change]:
        self.file.seek(0)
        while True:
            try:
                yield pickle.load(self.file)  # noqa: S301  what fill() wrote
            except EOFError:
                return


def revised(archives: Iterable[Path], since: str) -> Iterator[Change]:
    """Each patch of the archives with what it became; what came to several lists comes once."""
    seen: set[str] = set()
    for piece in (piece for archive in archives for piece in pieces(archive, SIZE)):
        if _day_of_last(piece) >= since:
            with reading(piece) as read:
                for group in read.groups:
                    hindsight = Hindsight(group.thread)
                    for series in group.owned:
                        if series.mails[0].answer_to.message_id not in seen:
                            seen.add(series.mails[0].answer_to.message_id)
                            yield from _of_series(hindsight, series, since)


def _of_series(hindsight: Hindsight, series: Series, since: str) -> Iterator[Change]:
    following = hindsight.following(series) if day_of(series.mails[0].message) >= since else None
    if following:
        twins = counterparts(series, following)
        for patch in series.patches:
            twin = twins.get(patch.message.message_id)
            if twin and not patch.quote and not twin.quote:
                yield change(patch, twin)


def _day_of_last(piece: Piece) -> str:
    """The day of the last mail of a piece: archives are in the order mails came."""
    blob = listed(Path(piece.archive))[piece.stop - 1]
    raw = next((raw for _, raw in read_blobs(Path(piece.archive), [blob])), None)
    date = read_head(raw).date if raw else None
    return date.date().isoformat() if date else "9999"
