"""What a construct costs the checks of cleanup grows with it, or the mail is skipped; in steps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from growing.cleanup import CONSTRUCTS
from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.engine import run
from reviewbot.model.budget import STEPS, budget
from reviewbot.model.finding import Skipped
from reviewbot.thread.series import read_thread
from trees import make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.checks.api import Remark
    from reviewbot.engine import Result

pytestmark = pytest.mark.slow

REVERSE, TEARDOWN = "cleanup.missing_reverse", "cleanup.missing_teardown"
# in these each way out leaks whatever was acquired before it: what is to be found grows as the square
LEAKING = ("acquires_released", "locks_and_returns", "unused_labels", "aliases")
ALIKE = ("names_alike",)  # each name is to be compared with each
MOST = 2.2  # times as many steps for twice as much
FEW = 100  # steps that are no matter


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Repository]:
    with Repository(make(tmp_path_factory.mktemp("tree") / "tree", {"a.c": "int a;\n"})) as made:
        yield made


def steps(name: str, n: int, check: str, repository: Repository) -> tuple[int, Result]:
    """How many steps a check takes for a construct of that size, and what comes of it."""
    (plain,) = select((check,))
    spent = 0

    def counted(context: object) -> tuple[Remark, ...]:
        nonlocal spent
        with budget() as mine:
            try:
                return tuple(plain.run(context))
            finally:
                spent += mine.spent

    result = run(read_thread(CONSTRUCTS[name](n)).series, [replace(plain, run=counted)], repository)
    return spent, result


@pytest.mark.parametrize(
    ("name", "check"),
    [
        *((name, REVERSE) for name in sorted(CONSTRUCTS) if name not in (*LEAKING, *ALIKE)),
        ("teardowns", TEARDOWN),
        ("teardowns_missing", TEARDOWN),
        ("partners", TEARDOWN),
    ],
)
def test_twice_as_much_takes_twice_as_many_steps(
    name: str, check: str, repository: Repository
) -> None:
    once, _ = steps(name, 200, check, repository)
    twice, result = steps(name, 400, check, repository)
    assert twice <= max(MOST * once, FEW)
    assert not any(each.check == check for each in result.skipped)


@pytest.mark.parametrize("name", [*LEAKING, *ALIKE])
def test_what_leaks_everywhere_is_given_up(name: str, repository: Repository) -> None:
    spent, result = steps(name, 800, REVERSE, repository)
    assert Skipped(REVERSE, "1@example.org", "too large to look through") in result.skipped
    assert not result.findings
    assert spent < STEPS * 1.01


@pytest.mark.parametrize("name", LEAKING)
def test_as_much_of_it_as_anybody_writes_is_looked_through(
    name: str, repository: Repository
) -> None:
    spent, result = steps(name, 60, REVERSE, repository)
    assert not any(each.reason == "too large to look through" for each in result.skipped)
    assert spent < STEPS / 4
