"""``reviewbot backtest``: from archives to tables, with a bar that tells how long it takes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot import private
from reviewbot.backtest import page, show
from reviewbot.backtest.choice import spread
from reviewbot.backtest.count import Replayed, total
from reviewbot.backtest.rows import writable, write_rows
from reviewbot.backtest.tiers import tiers
from reviewbot.backtest.work import backtest_piece
from reviewbot.checks.registry import select
from reviewbot.errors import UsageError
from reviewbot.fetch.epoch import unread
from reviewbot.frozen import frozen, replace
from reviewbot.scan.pieces import SIZE, pieces
from reviewbot.scan.progress import bar_of
from reviewbot.scan.run import executor_for, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.backtest.count import Tally
    from reviewbot.backtest.work import Asked
    from reviewbot.scan.pieces import Piece
    from reviewbot.scan.run import Workers


@frozen
class Output:
    """What to write besides the report on stdout, and how that looks."""

    as_json: bool = False
    rows: Path | None = None
    html: Path | None = None
    tiers: Path | None = None


@frozen
class Report:
    """What is said on stdout, how many checks or series failed, and why no result was kept."""

    text: str
    failures: int
    fault: str = ""


def backtest(
    archives: Sequence[Path],
    asked: Asked,
    output: Output,
    workers: Workers,
    size: int = SIZE,
) -> Report:
    """Replay the archives, write the files asked for; the report.

    Raises SourceError for an archive that cannot be read, UsageError for what cannot be written,
    the latter before the work is begun wherever possible.
    """
    _check(output)
    work = [piece for archive in archives for piece in pieces(archive, size)]
    asked = replace(asked, choice=spread(asked.choice, work))
    replayed = _replayed(work, asked, workers)
    source = show.Source(_command(archives, asked), tuple(_sources(archives, work, replayed.all)))
    if output.rows:
        write_rows(output.rows, [row for one in replayed.lists.values() for row in one.rows])
    if output.html:
        _write(output.html, page.page(replayed, source))
    if output.tiers:
        _write(
            output.tiers, tiers(replayed, source, select(asked.checks)), shared=True
        )  # a table of the program's
    said = show.document(replayed, source) if output.as_json else show.text(replayed, source)
    return Report(said, replayed.all.failures, replayed.all.fault)


def _replayed(work: Sequence[Piece], asked: Asked, workers: Workers) -> Replayed:
    """What each list came to."""
    lists: dict[str, list[Tally]] = {}
    for piece, tally in zip(work, _tallies(work, asked, workers), strict=True):
        lists.setdefault(Path(piece.archive).name, []).append(tally)
    return Replayed({name: total(tallies) for name, tallies in lists.items()})


def _tallies(work: Sequence[Piece], asked: Asked, workers: Workers) -> Iterator[Tally]:
    """What each piece came to, in order, with a bar on a terminal."""
    with bar_of(work) as bar, executor_for(workers) as (executor, count):
        results = in_order(work, partial(backtest_piece, asked=asked), executor, count)
        for piece, tally in zip(work, results, strict=True):
            bar.update(piece.stop - piece.start)
            yield tally


def _check(output: Output) -> None:
    """Raise UsageError for an output that will not be possible, before hours of work."""
    if output.rows:
        writable(output.rows)
    if output.html:
        page.plotting()
    for path in (output.rows, output.html, output.tiers):
        if path:
            _check_path(path)


def _check_path(path: Path) -> None:
    if not path.parent.is_dir():
        raise UsageError(f"cannot write {path.name}: {path.parent} is not a directory")
    try:
        private.can_be_replaced(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error


def _command(archives: Sequence[Path], asked: Asked) -> str:
    """What was asked for, as one would type it; archives by name only."""
    choice = asked.choice
    words = ["reviewbot", "backtest", *(archive.name for archive in archives)]
    words += [f"--since {choice.since}"] if choice.since else []
    words += [f"--until {choice.until}"] if choice.until else []
    words += [f"--list {name}" for name in choice.lists]
    words += [] if choice.sample is None else [f"--sample {choice.sample}"]
    words += [f"--check {name}" for name in asked.checks]
    words += [f"--tree {asked.tree.name}"] if asked.tree else []
    return " ".join(words)


def _sources(archives: Sequence[Path], work: Sequence[Piece], tally: Tally) -> Iterator[str]:
    for archive in archives:
        count = sum(piece.stop - piece.start for piece in work if piece.archive == str(archive))
        lost = unread(tally.unread.get(str(archive), ()))
        yield f"{archive.name}: {count} messages" + (f" ({lost})" if lost else "")


def _write(path: Path, text: str, *, shared: bool = False) -> None:
    try:
        private.replace(path, text.encode("utf-8", "backslashreplace"), shared=shared)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
