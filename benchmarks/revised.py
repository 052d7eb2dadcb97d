"""Patches of archives with their next revisions, read once and kept in a file."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import IO, TYPE_CHECKING

from reviewbot.backtest.choice import day_of
from reviewbot.backtest.counterfactual import counterparts
from reviewbot.backtest.hindsight import Hindsight
from reviewbot.fetch.epoch import read_blobs
from reviewbot.scan.pieces import Piece, listed, pieces, reading
from reviewbot.thread.messages import read_head
from reviewbot.thread.post import read_post

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

    Revisions = tuple[Patch, Patch]

SIZE = 12_000  # messages of a piece


class Pairs:
    """Patches with their next revisions, kept in a file, in order."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def fill(self, found: Iterable[Revisions]) -> None:
        """Keep some."""
        for old, new in found:
            pickle.dump((old.message, new.message), self.file, protocol=5)

    def __iter__(self) -> Iterator[Revisions]:
        self.file.seek(0)
        while True:
            try:
                old, new = (read_post(each)[0] for each in pickle.load(self.file))  # noqa: S301  what fill() wrote
            except EOFError:
                return
            if old and new:
                yield old, new


def revisions(archives: Iterable[Path], since: str) -> Iterator[Revisions]:
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


def _of_series(hindsight: Hindsight, series: Series, since: str) -> Iterator[Revisions]:
    following = hindsight.following(series) if day_of(series.mails[0].message) >= since else None
    if following:
        twins = counterparts(series, following)
        for patch in series.patches:
            twin = twins.get(patch.message.message_id)
            if twin and not patch.quote and not twin.quote:
                yield patch, twin


def _day_of_last(piece: Piece) -> str:
    """The day of the last mail of a piece: archives are in the order mails came."""
    blob = listed(Path(piece.archive))[piece.stop - 1]
    raw = next((raw for _, raw in read_blobs(Path(piece.archive), [blob])), None)
    date = read_head(raw).date if raw else None
    return date.date().isoformat() if date else "9999"
