"""A table is the same whether it was read or kept."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import reviewbot.knowledge
from reviewbot.knowledge.load import table
from reviewbot.paths import in_cache

FILES = sorted(Path(reviewbot.knowledge.__path__[0]).glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_what_is_kept_is_what_the_file_says(path: Path) -> None:
    read = tomllib.loads(path.read_text())
    for _ in range(2):
        table.cache_clear()
        assert table(path.stem) == read
    kept = in_cache(f"prepared/table-{path.stem}.json")
    assert json.loads(kept.read_bytes().rpartition(b"\0")[2]) == read
    kept.write_bytes(kept.read_bytes()[:-1])
    table.cache_clear()
    assert table(path.stem) == read
