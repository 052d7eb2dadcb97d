"""A tag given to a patch in the last revision that the same patch lacks in this one.

Reports Reviewed-by, Acked-by and Tested-by which the patch had in the revision before, in its log
or in a reply, where the patch of the same title has the same changes at the same places now but not
the tag. Where the changes differ a little, or all tags were given to the cover letter or to a part of
the patch ("for the DT part:"), it is asked.
What several patches of a series lack is said once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, SeriesContext, Severity
from reviewbot.context.changelog import last_line
from reviewbot.context.mention import mention
from reviewbot.context.prior.lost_tags import lost_tags
from reviewbot.context.prior.rewritten import has_rewritten_code, is_rewritten
from reviewbot.context.revisions import of_title, right_before
from reviewbot.context.similarity import is_same_diff

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.prior.lost_tags import GivenTag
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
MAILED = True
FINAL_ONLY = True
VARIES = ("mails",)


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark once on a patch that lost tags."""
    series, before = next(_posted_before(context), (None, None))
    if not (series and before) or is_rewritten(before, context.patch):
        return
    lost = lost_tags(context, series, before)
    lost = [given for given in lost if not given.tag.is_partial] or lost
    if lost:
        yield Remark(
            last_line(context.patch),
            {
                "tags": tuple(given.tag.line for given in lost),
                "before": series.revision,
                "mails": tuple(dict.fromkeys(mention(series, given.mail) for given in lost)),
            },
            _confidence(context, series, before, lost),
        )


def _posted_before(context: SeriesContext) -> Iterator[tuple[Series, Patch]]:
    """The patches of this title in the revision right before, each with its series."""
    for series in right_before(context.prior, context.series):
        for patch in of_title(series, context.patch.subject.title):
            if patch.message.precedes(context.message):
                yield series, patch


def _confidence(
    context: SeriesContext, series: Series, before: Patch, lost: Sequence[GivenTag]
) -> Confidence:
    """High for a tag of this very patch; low for tests of what the series has rewritten."""
    is_code = any(file.is_c for file in context.files)
    are_tests = all(given.tag.tag == "Tested-by" for given in lost)
    if are_tests and not is_code and has_rewritten_code(series, context.series):
        return Confidence.LOW
    is_own = any(given.on == before.message.message_id for given in lost)
    is_whole = is_own and not lost[0].tag.is_partial
    is_sure = is_whole and is_same_diff(before, context.patch)
    return Confidence.HIGH if is_sure else Confidence.MODERATE
