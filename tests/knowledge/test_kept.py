"""The tables of what is kept of programs' words: what they may say, and that it was read."""

from __future__ import annotations

import re
from typing import Any

import pytest

from reviewbot.checks.registry import all_checks
from reviewbot.knowledge.load import table

TABLES = ("checkpatch", "kernel_doc", "coccinelle", "shellcheck", "ruff_kinds")
ENTRIES = [
    pytest.param(entry, id=f"{name}-{number}")
    for name in TABLES
    for number, entry in enumerate(table(name)["kinds"])
]
ENOUGH = 0.95


@pytest.mark.parametrize("entry", ENTRIES)
def test_it_was_read_and_is_right(entry: dict[str, Any]) -> None:
    assert entry["read"] <= entry["hits"]
    assert entry["true"] >= ENOUGH * entry["read"] > 0


@pytest.mark.parametrize("entry", ENTRIES)
def test_it_is_one_short_sentence(entry: dict[str, Any]) -> None:
    words = re.compile(entry["says"])
    re.compile(entry.get("line", ""))
    assert max(map(int, re.findall(r"\\(\d)", entry["sentence"])), default=0) <= words.groups
    assert len(entry["sentence"]) <= 72
    assert entry["sentence"].endswith(".")


def test_the_checks_it_yields_to_are_there() -> None:
    names = {check.name for check in all_checks()}
    ours = {
        one for name in TABLES for entry in table(name)["kinds"] for one in entry.get("ours", ())
    }
    assert ours - names == set()
