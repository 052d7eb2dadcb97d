"""A changed posting under the version number of an older one, or a lower one.

Reports a series, or a patch, that was posted before by the same author with the same subjects and
the same or a higher version, where the diff of a patch has changed since. The version it should have
is the one after that, or the one its changelog counts to. Not where its author tells in words where
it was before, nor where something else of that name had a higher version than the one told of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Remark, SeriesContext, Severity
from reviewbot.context.changelog import may_tell_of_changes
from reviewbot.context.mention import mention
from reviewbot.context.opening import first_line
from reviewbot.context.prior.numbered_on_purpose import is_numbered_on_purpose
from reviewbot.context.prior.numbering import (
    has_higher,
    is_counted_in_log,
    next_revision,
)
from reviewbot.context.prior.reposted import has_changed, posted_before

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
MAILED = True
FINAL_ONLY = True


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on the first mail, at the top of its text: the subject is no line of the body."""
    series, prior = context.series, context.prior
    if context.patch is not series.mails[0] or not (prior.ahead or prior.reposts):
        return
    older = None if is_numbered_on_purpose(context) else next(posted_before(series, prior), None)
    if (
        older
        and has_changed(older, series)
        and not is_counted_in_log(older, series)
        and not has_higher(older, prior)
    ):
        yield Remark(
            first_line(context.patch),
            {
                "older": mention(series, older.mails[0].message.message_id),
                "next": next_revision(series, older, prior),
                "told": "yes" if any(map(may_tell_of_changes, series.mails)) else "",
            },
        )
