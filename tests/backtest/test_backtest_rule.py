"""The rule by which a check gets its tier."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from drafting import check
from reviewbot.backtest.count import Score
from reviewbot.backtest.rule import WEIGHT, expected, priors, tier
from reviewbot.model.finding import Confidence, Severity
from reviewbot.model.share import Share

NOTE, BUG = check("frob.note"), replace(check("frob.bug", Severity.ERROR), bug=True)
UNREAD = Share(0, 0)
PRIOR = 0.1


def score(agreed: int, ignored: int) -> Score:
    return Score(Counter(agreed=agreed, ignored=ignored))


@pytest.mark.parametrize(
    ("agreed", "ignored", "most"),
    [
        (0, 0, Confidence.HIGH),  # as others of its severity
        (0, 4, Confidence.HIGH),  # too few to say
        (0, 20, Confidence.MODERATE),
        (3, 30, Confidence.HIGH),
        (1, 40, Confidence.MODERATE),  # perhaps more
        (0, 60, Confidence.LOW),
        (2, 200, Confidence.LOW),
    ],
)
def test_what_few_want_is_asked_and_what_surely_next_to_nobody_wants_reported(
    agreed: int, ignored: int, most: Confidence
) -> None:
    assert tier(NOTE, score(agreed, ignored), PRIOR, UNREAD).most is most


def test_of_bugs_nobody_had_seen_it_tells_nothing() -> None:
    assert tier(BUG, score(0, 200), PRIOR, UNREAD).most is Confidence.HIGH


@pytest.mark.parametrize(
    ("true", "read", "most"),
    [
        (0, 0, Confidence.HIGH),
        (17, 18, Confidence.HIGH),  # one may have been bad luck
        (26, 32, Confidence.MODERATE),
        (20, 40, Confidence.LOW),
    ],
)
@pytest.mark.parametrize("one", [NOTE, BUG])
def test_what_readers_found_false_is_not_drafted(
    one: object, true: int, read: int, most: Confidence
) -> None:
    assert tier(one, score(20, 20), PRIOR, Share(true, read)).most is most  # type: ignore[arg-type]


def test_few_findings_count_for_little() -> None:
    assert expected(score(0, 0), PRIOR) == PRIOR
    assert expected(score(WEIGHT, 0), 0.0) == 0.5


def test_the_prior_is_of_a_severity() -> None:
    warning = check("frob.warning", Severity.WARNING)
    scores = {"frob.note": score(1, 3), "frob.warning": score(1, 0), "frob.gone": score(9, 0)}
    found = priors([NOTE, warning, BUG], scores)
    assert found == {Severity.NOTE: 0.25, Severity.WARNING: 1.0, Severity.ERROR: 0.0}


def test_the_figures_go_with_it() -> None:
    given = tier(
        NOTE, Score(Counter(agreed=2, fixed=3, ignored=5, unknown=4), chance=1.0), 0.1, UNREAD
    )
    assert (given.hits, given.known, given.acted, given.wanted) == (14, 10, 5, 4.3)
