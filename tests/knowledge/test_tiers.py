"""A check is as sure as its tier lets it be, and says so."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from reviewbot.checks.describe import explanation, listing
from reviewbot.checks.example import context_of
from reviewbot.checks.pages import cases_of
from reviewbot.checks.registry import all_checks, select
from reviewbot.engine import run
from reviewbot.knowledge import tiers
from reviewbot.model.finding import Confidence
from reviewbot.model.tier import NAMES, Tier

(CHECK,) = select(["switch.redundant_case"])


@pytest.mark.parametrize("most", Confidence)
def test_it_lowers_what_a_check_is_sure_of(most: Confidence) -> None:
    series = context_of(cases_of(CHECK).said[0], CHECK).series
    found = run([series], [replace(CHECK, tier=Tier(most))]).findings
    assert {one.confidence for one in found} == {most}


def test_what_lists_the_checks_shows_it_with_its_figures() -> None:
    measured = replace(CHECK, tier=Tier(Confidence.MODERATE, 50, 40, 2, 1.5))
    assert "(ask: 50 hits, 2 of 40 acted on, 1.5 wanted)" in listing([measured])
    assert "Tier: ask: 50 hits, 2 of 40 acted on, 1.5 wanted." in explanation(measured)
    assert "acted on" not in listing([CHECK])
    seldom = replace(CHECK, tier=Tier(alone="5 of 9 read were not wanted"))
    assert "Not a mail of its own: 5 of 9 read were not wanted." in explanation(seldom)


def test_why_something_is_lowered_has_the_counts() -> None:
    assert Tier().why == ""
    lowered = Tier(Confidence.LOW, 50, 40, 2, 1.5)
    assert lowered.why == "seldom wanted: in archives 50 hits, 2 of 40 acted on, 1.5 wanted"
    assert Tier(Confidence.LOW).why == "seldom wanted: as others of its kind"
    doubted = Tier(Confidence.LOW, doubt="5 of 5 read were wrong")
    assert doubted.why == "not sure enough: 5 of 5 read were wrong"
    unsent = Tier(Confidence.MODERATE, unsent="9 of 9 read were not wanted")
    assert unsent.why == "seldom worth sending: 9 of 9 read were not wanted"


def test_a_check_that_was_not_measured_is_as_sure_as_it_is_itself() -> None:
    assert tiers.tier_of("frob.new") == Tier()


def test_the_table_that_comes_with_it_has_an_origin_and_names_checks() -> None:
    table = tomllib.loads(tiers.PATH.read_text(encoding="utf-8"))
    assert table["origin"]
    names = [row["name"] for row in table["check"]]
    assert names == sorted(set(names))
    assert {*names} <= {check.name for check in all_checks()}
    assert {row["tier"] for row in table["check"]} <= {*NAMES.values()}


def test_no_bug_is_only_reported() -> None:
    bugs = [check.name for check in all_checks() if check.bug]
    assert [name for name in bugs if tiers.tier_of(name).most is Confidence.LOW] == []
