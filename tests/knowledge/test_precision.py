"""Checks that are demoted by what was measured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reviewbot.checks.describe import explanation, listing
from reviewbot.checks.example import context_of
from reviewbot.checks.pages import cases_of
from reviewbot.checks.registry import select
from reviewbot.engine import run
from reviewbot.knowledge import precision
from reviewbot.knowledge.precision import demotion, measured
from reviewbot.model.finding import Confidence, Severity
from reviewbot.model.share import Share

if TYPE_CHECKING:
    from pathlib import Path

(CHECK,) = select(["switch.redundant_case"])


@pytest.mark.parametrize(
    ("acted", "known", "severity", "is_demoted"),
    [
        (0, 20, Severity.NOTE, False),  # too few to say
        (0, 100, Severity.NOTE, True),
        (2, 100, Severity.NOTE, False),  # not sure
        (2, 300, Severity.NOTE, True),
        (5, 200, Severity.NOTE, False),
        (5, 200, Severity.WARNING, True),
        (15, 200, Severity.WARNING, False),
        (10, 200, Severity.ERROR, True),
        (50, 200, Severity.ERROR, False),
    ],
)
def test_only_what_next_to_nobody_acts_on_is_demoted(
    acted: int, known: int, severity: Severity, *, is_demoted: bool
) -> None:
    assert bool(demotion(Share(acted, known), severity)) is is_demoted


def test_the_table_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = tmp_path / "precision.toml"
    monkeypatch.setattr(precision, "PATH", table)
    assert measured() == {}
    table.write_text('origin = "x"\n[[check]]\nname = "a.b"\nknown = 40\nacted = 1\n')
    assert measured() == {"a.b": Share(1, 40)}


def test_the_table_that_comes_with_it_has_an_origin_and_names_checks() -> None:
    assert "origin = " in precision.PATH.read_text()
    assert measured().keys() <= {check.name for check in select([])}


def test_a_demoted_check_asks_and_says_so() -> None:
    demoted = replace(CHECK, demoted="1 of 100 acted on")
    series = context_of(cases_of(CHECK).said[0], CHECK).series
    (before,), (after,) = (
        {one.confidence for one in run([series], [check]).findings} for check in (CHECK, demoted)
    )
    assert (before, after) == (Confidence.HIGH, Confidence.MODERATE)
    assert "only asked: in the archives 1 of 100 acted on" in listing([demoted])
    assert "Only asked: in the archives 1 of 100 acted on." in explanation(demoted)
    assert "acted on" not in listing([CHECK])
