"""Comments on the previous revision whose lines are still the same, unanswered.

For revision N: a person asked on N-1 for a change of some lines of the diff; the same patch of N
has these lines and the five on each side unchanged; the author did not reply to the comment.
All of one reviewer on a patch is one remark, at the first of the lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Related, Remark, SeriesContext, Severity
from reviewbot.context.mention import mention
from reviewbot.context.prior.passed_over import by_reviewer
from reviewbot.context.revisions import right_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Fact

SEVERITY = Severity.WARNING
MAILED = True
_QUOTED = 60  # characters of a request


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark once on what each reviewer asked for in vain, at the first of the lines of today."""
    before = right_before(context.prior, context.series)[:1] if context.prior.comments else ()
    for series in before:
        for first, *others in by_reviewer(context, series):
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


def _opening(sentence: str) -> str:
    """The first words of a sentence."""
    if len(sentence) <= _QUOTED:
        return sentence.rstrip(".")
    return sentence[:_QUOTED].rpartition(" ")[0] + " ..."
