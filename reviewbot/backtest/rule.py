"""The rule by which a check gets its tier: docs/tiers.md tells it, and how it was chosen.

A tier is for people of whom nothing is known, so what one list insists on does not count: of the
lists the one that wanted most is left out. Most checks are seldom seen, so what is left is drawn
towards what is known of their family, and that towards their severity. What people mend on their own
says little of bugs, which nobody had seen: these are lowered only where readers found them false.
What readers of unseen lists would nearly always have sent is drafted, though few had asked for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.model.finding import Confidence, Severity
from reviewbot.model.share import Share

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewbot.backtest.count import Score
    from reviewbot.checks.api import Check

WANTED = {Severity.ERROR: 0.0, Severity.WARNING: 0.04, Severity.NOTE: 0.08}  # to be drafted
SELDOM = 1 / 2  # of that: surely wanted less often, it is not even asked
TRUE, DOUBTFUL = 0.95, 0.8  # of those read, to be drafted and to be asked
WORTH = 0.75  # of those read by others, to be drafted: worth sending
ALONE = 0.8  # of those read by others, to be a mail of its own
FEWEST = 6  # read by others: of fewer nothing follows
FAMILY, CHECK = 20, 10  # findings that count as much as what is known of the kind
MOST = 10  # findings of one check that count for its kind


@frozen
class Priors:
    """The share wanted of what the checks of a family of one severity say, and of all of one."""

    families: Mapping[tuple[str, Severity], float]
    severities: Mapping[Severity, float]

    def of(self, check: Check) -> float:
        """What may be expected of a check that was never seen."""
        return self.families.get(_family(check), self.severities[check.severity])


def priors(checks: Iterable[Check], scores: Mapping[str, Score]) -> Priors:
    """Of what was counted of all checks; a frequent one counts no more than another."""
    of_family: dict[tuple[str, Severity], _Sum] = {}
    of_severity = {each: _Sum() for each in Severity}
    for check in checks:
        score = scores.get(check.name)
        if score and score.acted.whole:
            weight = min(MOST, score.acted.whole)
            wanted = score.wanted * weight / score.acted.whole
            of_severity[check.severity].add(wanted, weight)
            of_family.setdefault(_family(check), _Sum()).add(wanted, weight)
    severities = {each: known.share(0.0, 0) for each, known in of_severity.items()}
    families = {key: known.share(severities[key[1]], FAMILY) for key, known in of_family.items()}
    return Priors(families, severities)


def tier(
    check: Check, lists: Sequence[Score], prior: float, read: Share, worth: Share
) -> Confidence:
    """How sure a check may be: ``lists`` is what became of its findings on each.

    ``read`` is how many of its hits that were read were true, ``worth`` how many of its drafts that
    others read were worth sending.
    """
    most = _as_wanted(check, lists, prior)
    if most is Confidence.MODERATE and is_surely_sent(worth):
        most = Confidence.HIGH
    return min(most, as_true(read), as_worth(worth))


def expected(lists: Sequence[Score], prior: float) -> float:
    """The share of its findings one may expect to be wanted on a list that was not counted."""
    seen = sorted((one for one in lists if one.acted.whole), key=_insistent)[:-1]
    wanted = sum(one.wanted for one in seen)
    return (wanted + CHECK * prior) / (sum(one.acted.whole for one in seen) + CHECK)


def _insistent(score: Score) -> tuple[float, float]:
    return (score.wanted, -score.acted.whole)


def _as_wanted(check: Check, lists: Sequence[Score], prior: float) -> Confidence:
    least = WANTED[check.severity]
    if check.bug or expected(lists, prior) >= least:
        return Confidence.HIGH
    wanted, known = sum(one.wanted for one in lists), sum(one.acted.whole for one in lists)
    is_seldom = Share(wanted, known).interval[1] < least * SELDOM
    return Confidence.LOW if is_seldom else Confidence.MODERATE


def as_true(read: Share) -> Confidence:
    """How sure a check may be by what readers found true of it."""
    surely = read.interval[1]
    if surely >= TRUE:
        return Confidence.HIGH
    return Confidence.MODERATE if surely >= DOUBTFUL else Confidence.LOW


def as_worth(read: Share) -> Confidence:
    """How sure a check may be by what readers would have sent of it."""
    is_told = read.whole >= FEWEST and read.interval[1] < WORTH
    return Confidence.MODERATE if is_told else Confidence.HIGH


def is_surely_sent(worth: Share) -> bool:
    """Whether readers would have sent nearly all they read of it, and read enough to say so.

    What few authors mend unasked may be what nobody saw: those who saw it would have told them.
    """
    return worth.interval[0] >= WORTH


def is_aside(check: Check, read: Share) -> bool:
    """Whether readers often would not have sent it: what else there is to say may be worth a mail.

    Only of what may be drafted and is of taste: a fault is worth a mail at any time.
    """
    is_told = read.whole >= FEWEST and read.part < ALONE * read.whole
    return is_told and check.severity is Severity.NOTE


def _family(check: Check) -> tuple[str, Severity]:
    return check.name.partition(".")[0], check.severity


class _Sum:
    """Findings that were wanted, of those whose outcome is known."""

    def __init__(self) -> None:
        self.wanted = self.known = 0.0

    def add(self, wanted: float, known: float) -> None:
        """Count more of them."""
        self.wanted += wanted
        self.known += known

    def share(self, prior: float, weight: float) -> float:
        """The share wanted, drawn towards the prior; of nothing the prior."""
        known = self.known + weight
        return (self.wanted + weight * prior) / known if known else prior
