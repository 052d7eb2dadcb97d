"""Work ends at a number of steps, and no check's end depends on who ran before it."""

from __future__ import annotations

import pytest

from reviewbot.model.budget import TooLargeError, budget, shared, spend, spend_once


def work(steps: int) -> int:
    """Take so many steps."""
    for _ in range(steps):
        spend()
    return steps


def test_more_steps_than_allowed_are_not_taken() -> None:
    with budget(10) as mine:
        work(10)
        with pytest.raises(TooLargeError, match="too large to look through"):
            work(5)
    assert mine.spent == 11


def test_without_a_budget_there_is_no_end() -> None:
    assert work(100_000) == 100_000


def test_a_budget_inside_of_another_is_its_own() -> None:
    with budget(10) as outer:
        with budget(100):
            work(50)
        work(10)
    assert outer.spent == 10


def test_a_shared_fact_costs_each_budget_the_same_and_once() -> None:
    runs = []

    @shared(maxsize=8)
    def fact(steps: int) -> int:
        runs.append(steps)
        return work(steps)

    spent = []
    for _ in range(2):
        with budget(100) as mine:
            assert fact(30) == fact(30) == 30
            work(1)
        spent.append(mine.spent)
    assert spent == [31, 31]
    assert runs == [30]


def test_the_price_of_a_fact_can_be_too_much_for_one_who_asks() -> None:
    @shared(maxsize=8)
    def fact(steps: int) -> int:
        return work(steps)

    assert fact(30) == 30
    with budget(20), pytest.raises(TooLargeError):
        fact(30)
    with budget(40):
        assert fact(30) == 30


def test_a_fact_too_large_for_its_own_budget_is_so_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewbot.model.budget.STEPS", 20)
    runs = []

    @shared(maxsize=8)
    def fact(steps: int) -> int:
        runs.append(steps)
        return work(steps)

    for _ in range(3):
        with budget(1000), pytest.raises(TooLargeError):
            fact(30)
    with pytest.raises(TooLargeError):
        fact(30)
    assert runs == [30]


def test_a_fact_made_of_facts_has_all_their_steps_as_its_price() -> None:
    @shared(maxsize=8)
    def part(steps: int) -> int:
        return work(steps)

    @shared(maxsize=8)
    def whole(steps: int) -> int:
        return part(steps) + work(1)

    part(30)
    with budget(100) as mine:
        whole(30)
    assert mine.spent == 31


def test_what_is_known_from_then_on_is_charged_once() -> None:
    with budget(100) as mine:
        spend_once("a", 30)
        spend_once("a", 30)
        spend_once("b", 5)
    assert mine.spent == 35
