"""A series has so much time; what was found by then is kept."""

from __future__ import annotations

import re
import signal
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewbot.checks.api import Check, DiffContext, Remark, Severity
from reviewbot.checks.example import example_context
from reviewbot.context.repository import Repository
from reviewbot.deadline import Deadline
from reviewbot.engine import run
from reviewbot.git.batch import Batch, Info
from reviewbot.model.finding import Skipped
from reviewbot.model.patience import OverdueError
from trees import make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reviewbot.engine import Result

MAIL = "Say why.\n---\n=== a.c\n@@\n a\n-b\n+c\n"
LATE = "the series took over 0.2 s"
WAITED = "the series took over 1 s"


def first_line(_context: DiffContext) -> Iterator[Remark]:
    """Remark on the first line."""
    yield Remark(1)


CHECK = Check(
    name="test.first",
    summary="",
    doc="",
    severity=Severity.WARNING,
    needs=DiffContext,
    run=first_line,
    package="tests",
)


def counting(_context: DiffContext) -> Iterator[Remark]:
    """Count for ever."""
    yield Remark(1)
    number = 0
    while True:
        number += 1


def counting_on() -> Iterator[None]:
    """Give nothing, for ever."""
    while True:
        if time.thread_time() < 0:
            yield


def matching(_context: DiffContext) -> Iterator[Remark]:
    """Match for ever, in C."""
    re.match(r"(a*)*b", "a" * 60)
    yield Remark(1)


def sleeping(_context: DiffContext) -> Iterator[Remark]:
    """Wait for what never comes."""
    time.sleep(600)
    yield Remark(1)


def busy(seconds: float) -> None:
    """Work for so long."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def review(slow: Callable[[DiffContext], Iterator[Remark]], seconds: float = 0.2) -> Result:
    """Two series, of three checks one of which is slow on the first."""
    one, two = example_context(MAIL), example_context(MAIL)

    def once(context: DiffContext) -> Iterator[Remark]:
        return slow(context) if context.patch is one.patch else first_line(context)

    checks = [
        CHECK,
        replace(CHECK, name="test.slow", run=once),
        replace(CHECK, name="test.third"),
    ]
    return run([one.series, two.series], checks, patience=Deadline(seconds))


@pytest.mark.parametrize(
    ("slow", "seconds", "reason"),
    [(counting, 0.2, LATE), (matching, 0.2, LATE), (sleeping, 0.05, WAITED)],
)
def test_a_check_that_does_not_come_back_costs_the_rest_of_its_series(
    slow: Callable[[DiffContext], Iterator[Remark]], seconds: float, reason: str
) -> None:
    result = review(slow, seconds)
    assert [finding.check for finding in result.findings] == [
        "test.first",
        "test.first",
        "test.slow",
        "test.third",
    ]
    assert [(each.check, each.reason) for each in result.skipped] == [
        ("test.slow", reason),
        ("test.third", reason),
    ]
    assert not result.failures


def test_where_there_is_time_nothing_is_skipped() -> None:
    result = review(first_line, 60)
    assert len(result.findings) == 6
    assert not result.skipped


def test_a_check_that_waits_has_longer_by_the_clock() -> None:
    def waiting(_context: DiffContext) -> Iterator[Remark]:
        time.sleep(0.5)
        yield Remark(1)

    assert not review(waiting).skipped


@pytest.mark.parametrize(
    ("number", "timer"),
    [(signal.SIGALRM, signal.ITIMER_REAL), (signal.SIGVTALRM, signal.ITIMER_VIRTUAL)],
)
def test_nothing_is_left_of_the_alarms(number: signal.Signals, timer: int) -> None:
    before = signal.getsignal(number)
    review(counting)
    assert signal.getsignal(number) is before
    assert signal.getitimer(timer) == (0.0, 0.0)


def test_the_alarm_of_somebody_else_is_left_alone() -> None:
    rung = []
    before = signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        deadline = Deadline(60)
        with deadline.watch():
            deadline.begin()
            deadline.enter()
            time.sleep(0.2)
            deadline.leave()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert rung == [1]


def test_in_another_thread_it_is_asked_between_checks() -> None:
    def late(_context: DiffContext) -> Iterator[Remark]:
        busy(0.3)
        yield Remark(1)

    results: list[Result] = []
    thread = threading.Thread(target=lambda: results.append(review(late)))
    thread.start()
    thread.join()
    (result,) = results
    message_id = example_context(MAIL).message.message_id
    assert result.skipped == (Skipped("test.third", message_id, LATE),)
    assert len(result.findings) == 5


def test_a_repository_that_was_broken_off_answers_the_next_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = make(tmp_path / "tree", {"a.c": "int a;\n", "b.c": "int b;\n"})
    asked = Batch.__dict__["_asked"]

    def late(batch: Batch, verb: str, name: str) -> Info:
        answer: Info = asked(batch, verb, name)
        if verb == "contents":  # what git says now is not read
            raise OverdueError(1)
        return answer

    with Repository(tree) as repository:
        with monkeypatch.context() as patch:
            patch.setattr(Batch, "_asked", late)
            with pytest.raises(OverdueError):
                repository.file("a.c")
        assert repository.file("b.c") == b"int b;\n"
        assert repository.file("a.c") == b"int a;\n"


def test_what_is_left_counts_where_the_time_began_before_the_watch() -> None:
    deadline = Deadline(0.2)
    deadline.begin()
    with deadline.watch():
        deadline.enter()
        with pytest.raises(OverdueError):
            next(counting_on())
