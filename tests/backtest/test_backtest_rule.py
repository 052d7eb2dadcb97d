"""The rule by which a check gets its tier."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafting import check
from reviewbot.backtest.count import Score
from reviewbot.backtest.rule import CHECK, MOST, expected, is_aside, priors, tier
from reviewbot.model.finding import Confidence, Severity
from reviewbot.model.share import Share

if TYPE_CHECKING:
    from reviewbot.checks.api import Check

NOTE, BUG = check("frob.note"), replace(check("frob.bug", Severity.ERROR), bug=True)
UNREAD = Share(0, 0)
PRIOR = 0.1


def score(agreed: int, ignored: int) -> Score:
    return Score(Counter(agreed=agreed, ignored=ignored))


@pytest.mark.parametrize(
    ("lists", "most"),
    [
        ([], Confidence.HIGH),  # as others of its kind
        ([(0, 2), (0, 1)], Confidence.HIGH),  # too few to say
        ([(0, 9), (0, 9)], Confidence.MODERATE),
        ([(3, 20), (3, 20)], Confidence.HIGH),
        ([(6, 10), (0, 20)], Confidence.MODERATE),  # only one of the lists wants it
        ([(0, 30), (0, 30)], Confidence.MODERATE),  # too few to be sure of half of it
        ([(0, 50), (0, 50)], Confidence.LOW),
        ([(1, 199), (1, 199)], Confidence.LOW),
    ],
)
def test_what_few_want_is_asked_and_what_surely_next_to_nobody_wants_reported(
    lists: list[tuple[int, int]], most: Confidence
) -> None:
    assert tier(NOTE, [score(*one) for one in lists], PRIOR, UNREAD, UNREAD) is most


def test_of_bugs_nobody_had_seen_it_tells_nothing() -> None:
    assert tier(BUG, [score(0, 100), score(0, 100)], PRIOR, UNREAD, UNREAD) is Confidence.HIGH


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
    one: Check, true: int, read: int, most: Confidence
) -> None:
    assert tier(one, [score(20, 20)], PRIOR, Share(true, read), UNREAD) is most


@pytest.mark.parametrize(
    ("worth", "read", "most"),
    [
        (0, 5, Confidence.HIGH),  # too few to say
        (0, 6, Confidence.MODERATE),
        (13, 21, Confidence.HIGH),
        (10, 21, Confidence.MODERATE),
        (0, 60, Confidence.MODERATE),
    ],
)
def test_what_readers_would_not_have_sent_is_asked(worth: int, read: int, most: Confidence) -> None:
    assert tier(NOTE, [score(20, 20)], PRIOR, UNREAD, Share(worth, read)) is most


@pytest.mark.parametrize(
    ("worth", "read", "most"),
    [
        (11, 11, Confidence.MODERATE),  # too few to be sure
        (12, 12, Confidence.HIGH),
        (20, 25, Confidence.MODERATE),
        (87, 89, Confidence.HIGH),
    ],
)
def test_what_readers_would_nearly_always_have_sent_is_drafted_though_few_asked(
    worth: int, read: int, most: Confidence
) -> None:
    seldom = [score(0, 9), score(0, 9)]
    assert tier(NOTE, seldom, PRIOR, UNREAD, Share(worth, read)) is most


def test_what_surely_nobody_acts_on_stays_reported_whatever_readers_say() -> None:
    never = [score(0, 50), score(0, 50)]
    assert tier(NOTE, never, PRIOR, UNREAD, Share(30, 30)) is Confidence.LOW


@pytest.mark.parametrize(
    ("worth", "read", "aside"),
    [(3, 5, False), (4, 6, True), (16, 20, False), (15, 20, True), (0, 0, False)],
)
def test_what_readers_would_have_sent_less_than_four_times_of_five_is_no_mail_of_its_own(
    worth: int, read: int, *, aside: bool
) -> None:
    assert is_aside(NOTE, Share(worth, read)) is aside
    assert not is_aside(BUG, Share(worth, read))  # a fault is worth a mail


def test_the_list_that_wants_most_is_left_out() -> None:
    assert expected([], PRIOR) == expected([score(30, 0)], PRIOR) == pytest.approx(PRIOR)
    assert expected([score(CHECK, 0), score(99, 0)], 0.0) == 0.5


def test_what_may_be_expected_is_drawn_towards_the_family_and_the_severity() -> None:
    other, far = check("frob.other"), check("quux.far")
    scores = {"frob.note": score(0, 10), "frob.other": score(0, 10), "quux.far": score(10, 0)}
    found = priors([NOTE, other, far], scores)
    assert found.of(replace(NOTE, name="zork.new")) == pytest.approx(1 / 3)
    assert found.of(NOTE) == pytest.approx((0 + 20 / 3) / 40)
    assert found.of(far) == pytest.approx((10 + 20 / 3) / 30)
    assert found.of(BUG) == 0.0


def test_a_frequent_check_counts_no_more_than_another_for_its_kind() -> None:
    few, many = score(0, MOST), score(50 * MOST, 0)
    found = priors([NOTE, check("frob.other")], {"frob.note": few, "frob.other": many})
    assert found.severities[Severity.NOTE] == 0.5
