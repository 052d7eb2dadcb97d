"""The status as plain columns, for a terminal or a mail of cron's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.watch.status.made import by_check, by_month
from reviewbot.watch.status.rows import Fate, Health, Kind
from reviewbot.watch.status.times import ago, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.watch.status.rows import Counts, ListRow, Status

_MONTHS = 12  # the newest
_LISTS = ("list", "health", "last turn", "newest mail", "unread", "waiting")
_CHECKS = ("check", "drafted", "sent", "dropped", "wrong", "acted on", "applied anyway")


def text(status: Status) -> str:
    """The whole status."""
    parts = [
        _table([_LISTS, *(_health(one, status.now) for one in status.lists)], left=4),
        _table([("list", *_counted()), *_by_list(status)]),
    ]
    faults = [
        f"{one.name}: {moment(one.failed)}: {one.fault}\n" for one in status.lists if one.fault
    ]
    if faults:
        parts.append("Last fault:\n" + "".join(faults))
    if status.series:
        months = by_month(status.series, status.drafts)[-_MONTHS:]
        rows = [(one.month, *_counts(one.counts)) for one in months]
        parts.append(_table([("posted in", *_counted()), *rows]))
    checks = [
        (c.check, c.drafted, c.sent, c.dropped, c.wrong, c.acted, c.applied)
        for c in by_check(status.drafts)
    ]
    if checks:
        parts.append(_table([_CHECKS, *checks]))
    return "\n".join(parts)


def _health(one: ListRow, now: float) -> tuple[object, ...]:
    last = ago(one.turn, now) if one.turn else "-"
    newest = ago(one.newest, now) if one.newest else "-"
    health = one.health if one.health is not Health.FAULT else "FAULT"
    return (one.name, health, last, newest, one.unread, one.waiting)


def _counted() -> tuple[str, ...]:
    return ("series", *Kind, "drafts", *Fate)


def _counts(counts: Counts) -> tuple[object, ...]:
    kinds = [counts.kinds[kind] for kind in Kind]
    return (counts.series, *kinds, counts.drafts, *(counts.fates[fate] for fate in Fate))


def _by_list(status: Status) -> Iterator[tuple[object, ...]]:
    for one in status.lists:
        yield (one.name, *_counts(one.counts))
    if len(status.lists) > 1:
        yield ("all", *_counts(status.counts))


def _table(rows: Sequence[Iterable[object]], left: int = 1) -> str:
    """Columns two spaces apart; the first ``left`` are set to the left, the others are numbers."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(
            cell.ljust(width) if number < left else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)
