"""The rule by which a check gets its tier: docs/tiers.md tells it, and how it was chosen.

Most checks are seldom seen, so what is known of one is drawn towards what is known of all of its
severity: as if ``WEIGHT`` findings more had been wanted as often as theirs are. What people mend on
their own says little of bugs, which nobody had seen: these are lowered only where readers found
them false.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.finding import Confidence, Severity
from reviewbot.model.share import Share
from reviewbot.model.tier import Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewbot.backtest.count import Score
    from reviewbot.checks.api import Check

WEIGHT = 20
DRAFT = {Severity.ERROR: 0.0, Severity.WARNING: 0.03, Severity.NOTE: 0.06}  # of which are wanted
REPORT = {Severity.ERROR: 0.0, Severity.WARNING: 0.03, Severity.NOTE: 0.1}  # surely fewer
TRUE, DOUBTFUL = 0.95, 0.8  # of those read


def priors(checks: Iterable[Check], scores: Mapping[str, Score]) -> dict[Severity, float]:
    """By severity, the share of the findings of all checks that was wanted."""
    wanted, known = dict.fromkeys(Severity, 0.0), dict.fromkeys(Severity, 0.0)
    for check in checks:
        if score := scores.get(check.name):
            wanted[check.severity] += score.wanted
            known[check.severity] += score.acted.whole
    return {each: wanted[each] / known[each] if known[each] else 0.0 for each in Severity}


def expected(score: Score, prior: float) -> float:
    """The share of its findings one may expect to be wanted."""
    return (score.wanted + WEIGHT * prior) / (score.acted.whole + WEIGHT)


def tier(check: Check, score: Score, prior: float, read: Share) -> Tier:
    """The tier of a check; ``read`` is how many of its hits that were read were true."""
    most = min(_as_wanted(check, score, prior), _as_true(read))
    acted = score.acted
    return Tier(most, score.hits, int(acted.whole), int(acted.part), round(score.wanted, 1))


def _as_wanted(check: Check, score: Score, prior: float) -> Confidence:
    if check.bug or expected(score, prior) >= DRAFT[check.severity]:
        return Confidence.HIGH
    surely = Share(score.wanted, score.acted.whole).interval[1]
    return Confidence.LOW if surely < REPORT[check.severity] else Confidence.MODERATE


def _as_true(read: Share) -> Confidence:
    surely = read.interval[1]
    if surely >= TRUE:
        return Confidence.HIGH
    return Confidence.MODERATE if surely >= DOUBTFUL else Confidence.LOW
