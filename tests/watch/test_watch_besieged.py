"""Killed again and again, with damage, locks, full disks and hostile mails on top."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

import pytest

from besieged import besieged

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("box", ["maildir", "mbox", "files"])
def test_nothing_is_lost_nothing_made_twice_nothing_of_others_touched(
    box: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few of what ``benchmarks/kills.py`` does."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    tally = besieged(tmp_path, box, 3, Random(box))  # noqa: S311  chance that can be repeated
    assert tally.faults == []
    assert (tally.lost, tally.twice, tally.others) == (0, 0, 0)
    assert tally.due >= 9
    assert tally.ways.total() == 3
