"""The threat model names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "docs/threats.md").read_text())


@pytest.mark.parametrize(("file", "name"), NAMED, ids=lambda part: part or "the file")
def test_it_is_there(file: str, name: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert re.search(rf"^def {name}\(" if name else r"^def test_", text, re.MULTILINE)


def test_each_promise_names_one() -> None:
    rows = [line for line in (ROOT / "docs/threats.md").read_text().splitlines() if "| `" in line]
    assert len(rows) > 30
    assert len(NAMED) == len(rows)
