"""An added enumerator that is named by a rank, not by who it is for.

Reports a rank of a rank: SECOND_HIGH beside HIGH, or a rank whose value is next to an extreme,
``INT_MAX - 1``. The remark stands at the plainest of an enum; the other ranks are related.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.changed_enums import changed_enums
from reviewbot.context.c.hunk.ranks import is_relative, ranked, says_user
from reviewbot.context.series_words import only_source_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.enums import Enum
    from reviewbot.context.c.hunk.ranks import Ranked
    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
WHEN = When(files=C)


def check(context: DiffContext) -> Iterator[Remark]:
    """One remark for each enum.

    The fact ``name`` is the enumerator, ``value`` its value where that is next to an extreme,
    ``user`` the one file that uses it.
    """
    for changed in changed_enums(context):
        ranks = ranked(changed.enum)
        relative = [r for r in ranks if changed.is_new(r.member) and is_relative(r, ranks)]
        if relative:
            first = max(relative, key=lambda rank: (bool(rank.near_extreme), rank.has_ordinal))
            others = [rank for rank in ranks if rank is not first and rank.head == first.head]
            if others:
                yield _remark(context, changed.enum, first, others)


def _remark(context: DiffContext, enum: Enum, first: Ranked, others: Sequence[Ranked]) -> Remark:
    facts: dict[str, Fact] = {
        "name": first.member.name,
        "value": first.near_extreme,
        "user": only_source_with(context.series, first.member.name),
    }
    related = [Related(r.member.line.body_line, "named by its rank, too") for r in others]
    if enum.line:
        related.insert(0, Related(enum.line.body_line, "the enum"))
    is_told = any(map(says_user, first.member.comments))
    confidence = Confidence.MODERATE if is_told else Confidence.HIGH
    return Remark(first.member.line.body_line, facts, confidence, tuple(related))
