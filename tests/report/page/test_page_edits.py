"""The shortest way from some lines to others."""

from __future__ import annotations

import random

import pytest

from reviewbot.model.budget import TooLargeError, budget
from reviewbot.report.page.edits import GONE, KEPT, NEW, edits


def common(one: str, other: str) -> int:
    """The length of the longest common subsequence, by the book."""
    row = [0] * (len(other) + 1)
    for a in one:
        above = 0
        for at, b in enumerate(other, 1):
            above, row[at] = row[at], above + 1 if a == b else max(row[at], row[at - 1])
    return row[-1]


def test_it_leads_from_one_to_the_other_and_none_is_shorter() -> None:
    chance = random.Random(1986)  # noqa: S311  no secret
    for _ in range(500):
        old, new = ("".join(chance.choices("abc", k=chance.randrange(9))) for _ in range(2))
        made = edits(old, new, 20)
        assert made is not None
        assert "".join(line for mark, line in made if mark in (KEPT, GONE)) == old
        assert "".join(line for mark, line in made if mark in (KEPT, NEW)) == new
        needed = len(old) + len(new) - 2 * common(old, new)
        assert sum(mark != KEPT for mark, _ in made) == needed
        assert needed == 0 or edits(old, new, needed - 1) is None


def test_work_is_charged() -> None:
    one, other = ["a", "b"] * 2000, ["b", "c"] * 2000
    with pytest.raises(TooLargeError), budget(1000):
        edits(one, other, 500)
