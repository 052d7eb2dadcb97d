"""``reviewbot scan``: from archives to lines of JSON, with a bar that tells how long it takes."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot.fetch.epoch import unread
from reviewbot.frozen import frozen, replace
from reviewbot.scan.journal import Pipe, journal
from reviewbot.scan.pieces import SIZE, pieces
from reviewbot.scan.progress import bar_of
from reviewbot.scan.run import executor_for, fingerprint, in_order
from reviewbot.scan.titles import learned
from reviewbot.scan.work import review_piece

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.pipeline import Options
    from reviewbot.scan.journal import Journal
    from reviewbot.scan.run import Workers


_BY_HABIT = {"subject", "subject.learned_prefix"}  # checks that ask for habits, as they are chosen


@frozen
class Done:
    """What a scan has to say besides its lines.

    ``told`` are sentences: which messages of an archive cannot be read, why no result was kept;
    ``broken`` counts the series that, or a check on them, failed.
    """

    told: tuple[str, ...]
    broken: int


def scan(
    archives: Sequence[Path],
    options: Options,
    output: Path | None,
    workers: Workers,
    size: int = SIZE,
) -> Done:
    """Review every series of the archives; a line of JSON each to ``output``, or to stdout.

    Raises SourceError for an archive that cannot be read, UsageError for an output that cannot be
    gone on with.
    """
    if not options.checks or set(options.checks) & _BY_HABIT:
        options = replace(options, habits=learned(archives, cached=options.cached))
    work = [piece for archive in archives for piece in pieces(archive, size)]
    with ExitStack() as stack:
        if output:
            kept: Journal | Pipe = stack.enter_context(
                journal(output, fingerprint(work, "scan", options))
            )
        else:
            kept = Pipe()
        left = work[kept.done :]
        bar = stack.enter_context(bar_of(work, left))
        executor, count = stack.enter_context(executor_for(workers))
        results = in_order(left, partial(review_piece, options=options), executor, count)
        lost: dict[str, list[str]] = {}
        faults: dict[str, None] = {}
        broken = 0
        for piece, outcome in zip(left, results, strict=True):
            kept.add(outcome.lines)
            bar.update(piece.stop - piece.start)
            lost.setdefault(piece.archive, []).extend(outcome.unread)
            broken += outcome.broken
            faults |= {outcome.fault: None} if outcome.fault else {}
    told = (f"{Path(archive).name}: {unread(ids)}" for archive, ids in lost.items() if ids)
    return Done((*told, *faults), broken)
