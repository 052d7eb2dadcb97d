"""Rows made of rows: what the checks said, and what happened by month."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reviewbot.watch.status.rows import CheckRow, MonthRow, count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.watch.status.rows import DraftRow, RemarkRow, SeriesRow


def by_check(drafts: Iterable[DraftRow]) -> tuple[CheckRow, ...]:
    """What became of the remarks of each check, those that said most first."""
    remarks: dict[str, list[RemarkRow]] = defaultdict(list)
    for draft in drafts:
        for one in draft.remarks:
            remarks[one.check].append(one)
    rows = (_row(check, some) for check, some in remarks.items())
    return tuple(sorted(rows, key=lambda row: (-row.drafted, row.check)))


def _row(check: str, remarks: list[RemarkRow]) -> CheckRow:
    return CheckRow(
        check,
        drafted=len(remarks),
        sent=sum(one.sent for one in remarks),
        dropped=sum(one.dropped for one in remarks),
        wrong=sum(one.wrong for one in remarks),
        acted=sum(one.acted for one in remarks),
        applied=sum(one.applied for one in remarks),
    )


def by_month(series: Iterable[SeriesRow], drafts: Iterable[DraftRow]) -> tuple[MonthRow, ...]:
    """Series and drafts by the month (UTC) in which the series was posted, oldest first."""
    posted: dict[str, list[SeriesRow]] = defaultdict(list)
    drafted: dict[str, list[DraftRow]] = defaultdict(list)
    for one in series:
        posted[month(one.posted)].append(one)
    for draft in drafts:
        drafted[month(draft.posted)].append(draft)
    months = sorted({*posted, *drafted})
    return tuple(
        MonthRow(name, count(tuple(posted[name]), tuple(drafted[name])))
        for name in _without_gaps(months)
    )


def _without_gaps(months: list[str]) -> Iterator[str]:
    if not months:
        return
    year, number = map(int, months[0].split("-"))
    last = months[-1]
    while (name := f"{year:04}-{number:02}") <= last:
        yield name
        year, number = (year, number + 1) if number < 12 else (year + 1, 1)  # noqa: PLR2004  months


def month(seconds: float) -> str:
    """The month of a moment, UTC."""
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m}"
