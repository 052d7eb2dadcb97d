"""Series of five patches or more without a cover letter.

Asks at the top of the first patch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Remark, SeriesContext, Severity
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.opening import first_line

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
MAILED = True
NIT = True
ASIDE = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("count",)

_FEWEST = 5  # of shorter ones next to nobody asks for a cover


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on the first patch of a series that is all here but for a cover."""
    series, message = context.series, context.message
    answered = {*message.in_reply_to, *message.references}
    notes = {note.message_id for note in context.prior.author_notes}
    covers = {one.cover.message.message_id for one in context.prior.earlier if one.cover}
    if not answered.isdisjoint(context.prior.absent | notes | covers):
        return  # it may have gone to another list, have no number, or be of what this only adds to
    if _was_let_pass(context):
        return
    if series.cover or series.missing or len(series.patches) < _FEWEST:
        return
    if (
        context.patch is series.patches[0]
        and context.patch.subject.index
        and is_to_commit(context.patch)
    ):
        yield Remark(first_line(context.patch), {"count": len(series.patches)})


def _was_let_pass(context: SeriesContext) -> bool:
    """Whether somebody answered an earlier revision that had as many patches and no cover, either."""
    answered = {comment.on for comment in context.prior.comments}
    return any(
        not one.cover
        and len(one.patches) >= _FEWEST
        and not answered.isdisjoint(mail.message.message_id for mail in one.patches)
        for one in context.prior.earlier
    )
