"""``reviewbot learn --reviews``: from archives to a table, with a bar that tells how long it takes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot import __version__
from reviewbot.backtest.choice import day_of
from reviewbot.errors import UsageError
from reviewbot.fetch.epoch import unread
from reviewbot.frozen import frozen
from reviewbot.scan.pieces import SIZE, last_heads, pieces
from reviewbot.scan.progress import bar_of
from reviewbot.scan.run import executor_for, in_order
from reviewbot.voices.count import voices
from reviewbot.voices.work import hear_piece
from reviewbot.voices.written import written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from reviewbot.scan.pieces import Piece
    from reviewbot.scan.run import Workers
    from reviewbot.voices.chances import Chance
    from reviewbot.voices.count import Whose
    from reviewbot.voices.work import Asked, Heard


@frozen
class Learned:
    """The table, what else there is to say, and how many series broke."""

    text: str
    told: tuple[str, ...]
    broken: int = 0


def learn(
    archives: Sequence[Path], asked: Asked, whose: Whose, workers: Workers, size: int = SIZE
) -> Learned:
    """Learn who asks for what; raises SourceError for an archive that cannot be read."""
    work = [piece for archive in archives for piece in pieces(archive, size)]
    chances: list[Chance] = []
    lost: dict[str, list[str]] = {}
    faults: dict[str, None] = {}
    broken = 0
    for piece, heard in _heard(work, asked, workers):
        chances += heard.chances
        lost.setdefault(piece.archive, []).extend(heard.unread)
        broken += heard.failures
        faults |= {heard.fault: None} if heard.fault else {}
    found = voices(chances, whose)
    if not found:
        raise UsageError("nobody of those asked for had a chance to make a point in these archives")
    names = ", ".join(archive.name for archive in archives)
    days = [each.since for each in found] + [each.until for each in found]
    origin = f"reviewbot {__version__}: {names}; {min(days)} to {max(days)}"
    told = [f"{name}: {unread(ids)}" for name, ids in lost.items() if ids]
    told += [f"{broken} series could not be reviewed"] if broken else []
    return Learned(written(found, origin, with_ids=not whose.only_lists), (*told, *faults), broken)


def three_years(archives: Sequence[Path]) -> str:
    """The day three years before the last mail; what is older hardly counts any more."""
    ends = [pieces(archive)[-1:] for archive in archives]
    days = [day_of(head) for each in ends for piece in each for head in last_heads(piece)]
    last = max(days, default="")
    return f"{int(last[:4]) - 3}{last[4:7]}" if last else ""


def _heard(work: Sequence[Piece], asked: Asked, workers: Workers) -> Iterator[tuple[Piece, Heard]]:
    """What each piece came to, in order."""
    with bar_of(work) as bar, executor_for(workers) as (executor, count):
        results = in_order(work, partial(hear_piece, asked=asked), executor, count)
        for piece, heard in zip(work, results, strict=True):
            bar.update(piece.stop - piece.start)
            yield piece, heard
