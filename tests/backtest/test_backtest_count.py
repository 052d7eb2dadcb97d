"""Counts, shares and how sure they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from reviewbot.backtest.count import Replayed, Tally, by_check, by_list, by_year, total, unlooked
from reviewbot.backtest.rows import Row
from reviewbot.model.share import Share

ROW = Row(
    archive="frob.git",
    date="2020-01-31",
    message_id="a@example.org",
    subject="[PATCH] frob",
    revision=1,
    check="text.misspelling",
    severity="note",
    confidence="high",
    kind="code",
    path=None,
    line=None,
    body_line=3,
    quote="a wrod",
    facts="{}",
    outcome="fixed",
    agreed_by=None,
    known=False,
    following="b@example.org",
)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (1, 100, 0.0018, 0.0545),
    ],
)
def test_the_interval_is_wilsons(part: int, whole: int, low: float, high: float) -> None:
    assert Share(part, whole).interval == pytest.approx((low, high), abs=1e-4)


def test_of_nothing_nothing_is_known() -> None:
    assert Share(0, 0).value is None
    assert Share(0, 0).interval == (0, 1)


def test_unknown_outcomes_are_in_no_rate() -> None:
    outcomes = enumerate(("agreed", "fixed", "ignored", "unknown"))
    rows = [replace(ROW, body_line=at, outcome=each) for at, each in outcomes]
    (score,) = by_check(Replayed({"frob.git": Tally(tuple(rows))})).values()
    assert score.hits == 4
    assert score.acted == Share(2, 3)


def test_of_what_is_fixed_chance_has_its_part() -> None:
    """Of ten places a fifth would change anyway: of six that did, five were wanted."""
    rows = [
        replace(ROW, body_line=at, outcome="fixed" if at < 6 else "ignored") for at in range(10)
    ]
    rows += [replace(ROW, body_line=at, outcome="agreed") for at in (20, 21)]
    tally = Tally(tuple(rows), drawn=Counter(code=50), changed=Counter(code=10))
    (score,) = by_check(Replayed({"frob.git": tally})).values()
    assert (score.chance, score.wanted) == (2.0, 2 + 5.0)


def test_fewer_fixed_than_by_chance_are_none_wanted() -> None:
    rows = [replace(ROW, body_line=at, outcome="ignored") for at in range(10)]
    tally = Tally(tuple(rows), drawn=Counter(code=50), changed=Counter(code=10))
    (score,) = by_check(Replayed({"frob.git": tally})).values()
    assert score.wanted == 0


def test_a_mail_to_two_lists_counts_once_with_the_outcome_that_is_known() -> None:
    unknown, other = replace(ROW, outcome="unknown"), replace(ROW, archive="other.git")
    lists = Replayed({"frob.git": Tally((unknown,)), "other.git": Tally((other,))})
    assert [score.outcomes for score in by_check(lists).values()] == [Counter(fixed=1)]
    assert [score.hits for score in by_list(lists).values()] == [1, 1]
    assert [score.hits for score in by_list(lists.apart).values()] == [0, 1]


def test_a_check_without_findings_is_there_if_people_asked_for_it() -> None:
    tally = Tally((ROW,), asked=Counter({"log.wrapped_url": 3}), met=Counter())
    replayed = Replayed({"frob.git": tally})
    scores = by_check(replayed)
    assert list(scores) == ["log.wrapped_url", "text.misspelling"]
    assert (scores["log.wrapped_url"].hits, scores["log.wrapped_url"].recall) == (0, Share(0, 3))
    assert by_check(replayed, "moderate")["log.wrapped_url"].hits == 0


def test_pieces_add_up_in_order() -> None:
    one = Tally((ROW,), 1, 2, 0, Counter(a=1), Counter(), Counter(code=3), Counter(code=1))
    other = replace(one, rows=(replace(ROW, body_line=4, date=""),), failures=1)
    both = total([one, other])
    assert both.rows == one.rows + other.rows
    assert (both.series, both.patches, both.failures, both.asked) == (2, 4, 1, Counter(a=2))
    assert unlooked(both) == {"code": Share(2, 6)}
    assert {year: score.hits for year, score in by_year(Replayed({"frob.git": both})).items()} == {
        "2020": 1,
        "undated": 1,
    }
