"""A table is the same whether it was read or kept."""

from __future__ import annotations

import marshal
import tomllib
from pathlib import Path

import pytest

import reviewbot.knowledge
from reviewbot.knowledge.load import table
from reviewbot.paths import in_cache
from reviewbot.prepared import kept, stamp, state_of

FILES = sorted(Path(reviewbot.knowledge.__path__[0]).glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_what_is_kept_is_what_the_file_says(path: Path) -> None:
    read = tomllib.loads(path.read_text())
    for _ in range(2):
        table.cache_clear()
        assert table(path.stem) == read
    name, state = f"table-{path.stem}.marshal", state_of([stamp(path)])
    content = kept(name, state)
    assert content
    assert marshal.loads(content) == read  # noqa: S302  our own
    file = in_cache(f"prepared/{name}")
    file.write_bytes(file.read_bytes()[:-1])
    table.cache_clear()
    assert table(path.stem) == read
