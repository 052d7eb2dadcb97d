"""Cover letters that are not here, or were left as git wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.posted_together import sending

if TYPE_CHECKING:
    from reviewbot.context.levels import SeriesContext
    from reviewbot.model.patch import Patch

TEMPLATE = "*** BLURB HERE ***"  # as git-format-patch(1) writes it


def may_lack_cover(context: SeriesContext) -> bool:
    """Whether the first patch replies to a mail that may be its cover letter, which is not here."""
    series = context.series
    if series.cover:
        return False
    first = series.patches[0].message
    stem = sending(first.message_id)
    return any(
        series.expected > 1 or (stem and sending(parent) == stem) or parent in context.prior.absent
        for parent in first.in_reply_to
    )


def template_in(mail: Patch) -> int:
    """The line of a cover that was to be replaced by its text; 0 where there is none."""
    lines = mail.message.lines if mail.subject.is_cover else ()
    return next((at for at, line in enumerate(lines, 1) if line.strip() == TEMPLATE), 0)
