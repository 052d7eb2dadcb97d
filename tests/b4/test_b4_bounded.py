"""b4 is answered in time, whatever becomes of the review."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

from reviewbot.b4.bounded import DEADLINE, Asked, answer

pytestmark = pytest.mark.slow

MOST = 20  # seconds b4's user may be kept waiting


def _summary(code: str, deadline: float = 10.0) -> str:
    text = answer(
        subprocess.DEVNULL, Asked(), deadline=deadline, command=(sys.executable, "-c", code)
    )
    (row,) = json.loads(text)
    assert (row["tool"], row["status"], row["details"]) == ("reviewbot", "warn", "")
    return str(row["summary"])


def test_the_deadline_is_inside_of_what_b4_is_promised() -> None:
    assert DEADLINE + 3 < MOST


@pytest.mark.parametrize(
    "code",
    [
        "import time; time.sleep(60)",
        "import os, time; os.fork() or time.sleep(60); time.sleep(60)",
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
    ],
    ids=["asleep", "with a child", "deaf"],
)
def test_what_takes_too_long_is_stopped(code: str) -> None:
    started = time.monotonic()
    assert _summary(code, deadline=1.0) == "not reviewed: it took over 1 s"
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("", "it ended with 0"),
        ("print('Traceback')", "it ended with 0"),
        ("print('{}')", "it ended with 0"),
        ("1 / 0", "it ended with 1"),
        ("import os; os.kill(os.getpid(), 9)", "it was ended by SIGKILL"),
    ],
)
def test_what_gives_no_answer_is_told(code: str, why: str) -> None:
    assert _summary(code) == f"not reviewed: {why}"


def test_a_program_that_is_not_there() -> None:
    text = answer(subprocess.DEVNULL, Asked(series=True), command=("/no/such/program",))
    (row,) = json.loads(text)
    assert row["tool"] == "reviewbot-series"
    assert row["summary"] == "not reviewed: No such file or directory"


def test_an_answer_is_passed_on() -> None:
    code = "print('[1]')"
    assert json.loads(
        answer(subprocess.DEVNULL, Asked(), command=(sys.executable, "-c", code))
    ) == [1]


def test_where_lines_are_wanted_the_trouble_is_a_line() -> None:
    text = answer(subprocess.DEVNULL, Asked(lines=True), command=("/no/such/program",))
    assert json.loads(text) == ["note: not reviewed: No such file or directory"]
