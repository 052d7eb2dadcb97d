"""How an author numbers the postings of a series: by versions, and by what a changelog counts to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reviewbot.context.changelog import counted_in_log, counted_in_notes
from reviewbot.context.log_habits import keeps_changelog_in_log

if TYPE_CHECKING:
    from reviewbot.model.series import Prior, Series

_AT_ONCE = timedelta(minutes=10)  # what went out twice


def counts_on(series: Series, prior: Prior) -> bool:
    """Whether the last posting before has a lower number: then its author began to count anew."""
    now = series.mails[0].message.date
    dated = [
        (date, posting.revision)
        for posting in (*prior.earlier, *prior.reposts, *prior.ahead)
        if now and (date := posting.mails[0].message.date) and date < now
    ]
    return bool(dated) and max(dated)[1] < series.revision


def is_counted_to(series: Series) -> bool:
    """Whether the changelog tells of the revision before: whoever numbers it so means it."""
    return 1 < series.revision <= _counted(series) + 1


def is_counted_in_log(older: Series, series: Series) -> bool:
    """Whether the logs count further than before, in a tree that has it so."""
    then, now = (
        max(map(counted_in_log, posting.patches), default=0) for posting in (older, series)
    )
    return now > then and keeps_changelog_in_log(series)


def next_revision(series: Series, older: Series, prior: Prior) -> int:
    """The number after that of an older posting; a higher one if its author counts so.

    What was posted between the two counts, too, even as another number of patches.
    """
    between = sum(_is_between(older, one, series) for one in prior.reposts)
    return max(max(series.revision, older.revision) + 1 + between, _counted(series))


def _is_between(older: Series, one: Series, series: Series) -> bool:
    """Whether one was posted, with that number, some time after the older one and before the other."""
    then, when, now = (each.mails[0].message.date for each in (older, one, series))
    if one is older or one.revision != older.revision or not (then and when and now):
        return False
    return when - then > _AT_ONCE and now - when > _AT_ONCE


def has_higher(older: Series, prior: Prior) -> bool:
    """Whether anything that was posted before has a higher number than that posting."""
    return any(
        posting.revision > older.revision and posting.is_rfc == older.is_rfc
        for posting in prior.ahead
    )


def counts_versions(series: Series) -> bool:
    """Whether any changelog of it names a version."""
    return _counted(series) > 0


def _counted(series: Series) -> int:
    """The highest version any changelog of a series counts to."""
    return max(count(mail) for mail in series.mails for count in (counted_in_log, counted_in_notes))
