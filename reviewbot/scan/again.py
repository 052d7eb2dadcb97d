"""What was sent twice within the hour is answered once: below the later one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import replace

if TYPE_CHECKING:
    from reviewbot.model.review import Review


def without_drafts(review: Review, why: str) -> Review:
    """A review that drafts nothing; what it would have drafted tells why."""
    findings = (
        replace(each, drafted=False, held=why) if each.drafted else each for each in review.findings
    )
    return replace(review, findings=tuple(findings), drafts=())
