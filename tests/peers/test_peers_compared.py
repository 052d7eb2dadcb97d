"""What is said of a file after a patch, and not before, at its body line."""

from __future__ import annotations

from reviewbot.model.complaint import Complaint
from reviewbot.peers.compared import Sides, new_complaints

SIDES = Sides("before/0.c", "after/0.c", {4: 40, 5: 50})


def said(*sayings: tuple[str, int, str]) -> list[tuple[int, str]]:
    told = ((path, line, "kind", words) for path, line, words in sayings)
    return [(one.at, one.text) for one in new_complaints([SIDES], told)]


def test_what_was_said_before_is_not_new_wherever_it_has_moved() -> None:
    assert said(("before/0.c", 1, "odd"), ("after/0.c", 4, "odd")) == []


def test_once_more_is_new() -> None:
    before = ("before/0.c", 1, "odd")
    assert said(before, ("after/0.c", 4, "odd"), ("after/0.c", 5, "odd")) == [(50, "odd")]


def test_the_order_of_what_is_said_does_not_matter() -> None:
    assert said(("after/0.c", 4, "odd"), ("before/0.c", 1, "odd")) == []


def test_a_line_that_the_patch_does_not_show_is_passed_over() -> None:
    assert said(("after/0.c", 6, "odd"), ("elsewhere.c", 4, "odd")) == []


def test_kinds_are_told_apart() -> None:
    told = [("before/0.c", 1, "one", "odd"), ("after/0.c", 4, "other", "odd")]
    assert list(new_complaints([SIDES], told)) == [Complaint(40, "other", "odd")]
