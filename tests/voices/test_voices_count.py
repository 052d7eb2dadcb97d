"""Chances are added up once, whatever archive they come from, and fade."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reviewbot.knowledge.voices import Point, read
from reviewbot.voices.chances import Chance
from reviewbot.voices.count import Whose, voices
from reviewbot.voices.written import written

ROB, LIST, OTHER = "rob@example.org", "frob@lists.example.org", "other@lists.example.org"
ONE = Chance("frob.check", "1@example.org", "2026-01-01", (LIST,), ((ROB, "re@example.org"),))
QUIET = Chance("frob.check", "2@example.org", "2026-01-01", (LIST,), ((ROB, ""),))
ALL = Whose(people=(ROB,), lists=(LIST, OTHER))


def points(*chances: Chance, half_life: float = 2.0) -> dict[str, Point]:
    """By address, what is known of the check."""
    found = voices(chances, ALL, half_life)
    return {voice.address: voice.points["frob.check"] for voice in found}


def test_a_patch_on_two_lists_is_one_chance_of_its_reviewer() -> None:
    found = points(ONE, QUIET, replace(ONE, lists=(OTHER,)))
    assert found[ROB] == Point(1, 2, ("re@example.org",))
    assert found[LIST] == Point(1, 2, ("re@example.org",))
    assert found[OTHER] == Point(1, 1, ("re@example.org",))


def test_the_order_of_archives_changes_nothing() -> None:
    chances = (ONE, QUIET, replace(ONE, lists=(OTHER,)))
    assert voices(chances, ALL) == voices(chances[::-1], ALL)


@pytest.mark.parametrize(("half_life", "asked"), [(1, 0.2), (2, 0.5), (4, 0.7), (float("inf"), 1)])
def test_what_is_a_half_life_ago_counts_half(half_life: float, asked: float) -> None:
    old = replace(ONE, day="2024-01-01")
    assert points(old, QUIET, half_life=half_life)[ROB].asked == asked


def test_the_latest_mails_are_named() -> None:
    made = [
        replace(ONE, message_id=f"{n}@x", day=f"2026-01-{n:02}", people=((ROB, f"re-{n}@x"),))
        for n in range(1, 9)
    ]
    assert points(*made)[ROB].ids == ("re-6@x", "re-7@x", "re-8@x")


def test_what_has_no_day_is_left_out() -> None:
    assert voices([replace(ONE, day="")], ALL) == ()


def test_a_stranger_cannot_spoil_the_table() -> None:
    bad = '"\n[[x]]\x1b[2J@example.org'
    chances = [
        replace(ONE, message_id=f"{n}@x", lists=(LIST, bad), people=((ROB, bad), (bad, bad)))
        for n in range(40)
    ]
    found = voices(chances, Whose())
    assert [(voice.address, voice.points["frob.check"]) for voice in found] == [
        (LIST, Point(40, 40)),
        (ROB, Point(40, 40)),
    ]
    assert read(written(found, bad)).by_address.keys() == {LIST, ROB}
