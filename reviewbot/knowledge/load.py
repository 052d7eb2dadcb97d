"""Read a knowledge table: from what an earlier start read of it, where there is that."""

from __future__ import annotations

import marshal
from functools import cache, partial
from pathlib import Path
from typing import Any

from reviewbot.prepared import prepared, stamp

_HERE = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``knowledge/NAME.toml``, without dates; callers treat it as frozen."""
    path = _HERE / f"{name}.toml"
    content = prepared(f"table-{name}.marshal", [stamp(path)], partial(_read, path))
    read: dict[str, Any] = marshal.loads(content)  # noqa: S302  as Python does with what it keeps of a module
    return read


def _read(path: Path) -> bytes:
    import tomllib  # noqa: PLC0415  for what is kept nobody needs it

    return marshal.dumps(tomllib.loads(path.read_text(encoding="utf-8")))


@cache
def by_name(name: str, entries: str, key: str = "name") -> dict[str, dict[str, Any]]:
    """The entries of one array of a table by what they name; callers treat them as frozen."""
    return {entry[key]: entry for entry in table(name)[entries]}


@cache
def names_in(name: str, entries: str) -> frozenset[str]:
    """All ``names`` of the entries of one array of a table."""
    return frozenset(each for entry in table(name)[entries] for each in entry["names"])
