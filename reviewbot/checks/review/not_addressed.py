"""Comments on the previous revision whose lines are still the same, unanswered.

For revision N: a person asked on N-1 for a change of some lines of the diff; the same patch of N
has these lines and the five on each side unchanged; the author did not reply to the comment.
All of one reviewer on a patch is one remark, at the first of the lines.
"""

from __future__ import annotations

from itertools import compress
from operator import attrgetter, not_
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Related, Remark, SeriesContext, Severity
from reviewbot.context.mention import mention
from reviewbot.context.prior.passed_over import passed_over
from reviewbot.context.revisions import predecessor, right_before
from reviewbot.model.budget import spend
from reviewbot.thread.people import are_same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.prior.passed_over import PassedOver
    from reviewbot.model.finding import Fact
    from reviewbot.model.series import Series

SEVERITY = Severity.WARNING
MAILED = True
_QUOTED = 60  # characters of a request


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark once on what each reviewer asked for in vain, at the first of the lines of today."""
    before = right_before(context.prior, context.series)[:1] if context.prior.comments else ()
    for series in before:
        for first, *others in _by_reviewer(context, series):
            who = first.comment.message.author
            facts: dict[str, Fact] = {
                "who": who.name or who.email,
                "revision": series.revision,
                "message": mention(context.series, first.comment.message.message_id),
                "words": _opening(first.request),
                "more": len(others),
            }
            places = {other.at: other for other in others if other.at != first.at}
            related = (Related(at, f'"{_opening(asked.request)}"') for at, asked in places.items())
            yield Remark(first.at, facts, Confidence.MODERATE, tuple(related))


def _by_reviewer(context: SeriesContext, before: Series) -> Iterator[Sequence[PassedOver]]:
    """What was passed over of each reviewer, by the lines of today."""
    old = predecessor(context.patch, before)
    left = sorted(passed_over(context, old), key=attrgetter("at")) if old else []
    while left:
        spend(len(left))
        who = left[0].comment.message.author
        is_theirs = [are_same(asked.comment.message.author, who) for asked in left]
        yield list(compress(left, is_theirs))
        left = list(compress(left, map(not_, is_theirs)))


def _opening(sentence: str) -> str:
    """The first words of a sentence."""
    if len(sentence) <= _QUOTED:
        return sentence.rstrip(".")
    return sentence[:_QUOTED].rpartition(" ")[0] + " ..."
