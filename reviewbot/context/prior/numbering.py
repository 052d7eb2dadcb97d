"""How an author numbers the postings of a series: by versions, and by what a changelog counts to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.changelog import counted_in_log, counted_in_notes
from reviewbot.context.log_habits import keeps_changelog_in_log

if TYPE_CHECKING:
    from reviewbot.model.series import Prior, Series


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


def next_revision(series: Series, prior: Prior) -> int:
    """The number after the highest one that was posted; a higher one if its author counts so."""
    ahead = (posting for posting in prior.ahead if posting.is_rfc == series.is_rfc)
    highest = max(posting.revision for posting in (series, *ahead))
    return max(highest + 1, _counted(series))


def _counted(series: Series) -> int:
    """The highest version any changelog of a series counts to."""
    return max(count(mail) for mail in series.mails for count in (counted_in_log, counted_in_notes))
