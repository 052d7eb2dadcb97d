"""Answers that are read again as they were given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.suppress import Suppression
from reviewbot.triage.journal import line_of, read
from reviewbot.triage.steps import Action, Step

RULE = Suppression("frob.tidy", "no", paths=("a/*",), lists=("x@example.org",), line="x = 1;")
STEPS = (
    Step(Action.KEEP, ("12345678", "12345678.2")),
    Step(Action.EDIT, ("1",), words="Größe\n\u202e\x1b[31m\n\nand \udc80"),
    Step(Action.DROP, ("1",), why='it is "fine"'),
    Step(Action.SUPPRESS, ("1",), why="no", rule=RULE),
    Step(Action.SUPPRESS, ("1",), why="no", rule=Suppression("frob.tidy", "no")),
    Step(Action.BACK),
    Step(Action.MORE),
)
WHOLE = "".join(map(line_of, STEPS)).encode()


def test_it_is_read_as_it_was_written() -> None:
    assert read(WHOLE) == (STEPS, len(WHOLE))
    assert WHOLE.count(b"\n") == len(STEPS)


@pytest.mark.parametrize("lost", [1, 2, 10])
def test_of_a_run_that_was_killed_all_but_the_last_half_line_counts(lost: int) -> None:
    steps, end = read(WHOLE[:-lost])
    assert steps == STEPS[:-1]
    assert WHOLE[:end] == "".join(map(line_of, STEPS[:-1])).encode()


@pytest.mark.parametrize(
    "line",
    ["{}", "[]", "1", '{"do": "dance", "of": []}', '{"do": "keep", "of": 1}', "[" * 9999,
     '{"do": "drop", "of": [], "rule": {"check": "x"}}', '{"do": "drop", "of": [], "rule": 1}'],
)  # fmt: skip
def test_what_is_no_answer_ends_it(line: str) -> None:
    first = line_of(STEPS[0])
    assert read(f"{first}{line}\n{first}".encode()) == (STEPS[:1], len(first))


@given(st.binary(max_size=200))
def test_whatever_is_there_breaks_nothing(content: bytes) -> None:
    steps, end = read(content)
    assert read(content[:end]) == (steps, end)
