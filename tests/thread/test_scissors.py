"""Scissors as git-am(1) knows them."""

from __future__ import annotations

import pytest

from reviewbot.thread.scissors import is_scissors


@pytest.mark.parametrize(
    "line",
    [
        "-- >8 --",
        "-- 8< --",
        "---8<---",
        "--8<--",
        "8< ------------------",
        "  -- %< --  ",
        "------------ >% ------------",
        "- - - - >8 - - - -",
        "-- >8 -- cut here -- >8 --",
        "------8<--- please cut here ---8<------",
    ],
)
def test_they_are(line: str) -> None:
    assert is_scissors(line)


@pytest.mark.parametrize(
    "line",
    [
        "---",
        "-- ",
        "",
        ">8",
        "8<",
        "> -- I counted >8 of them, and that is what I would call many -- >8 --",
        "if (x >8 && y - z)",
        "-   -   -   8<   -   -   -",
    ],
)
def test_they_are_not(line: str) -> None:
    assert not is_scissors(line)
