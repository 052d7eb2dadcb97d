"""Read a knowledge table."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``knowledge/NAME.toml``; callers treat it as frozen."""
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def by_name(name: str, entries: str, key: str = "name") -> dict[str, dict[str, Any]]:
    """The entries of one array of a table by what they name; callers treat them as frozen."""
    return {entry[key]: entry for entry in table(name)[entries]}


@cache
def names_in(name: str, entries: str) -> frozenset[str]:
    """All ``names`` of the entries of one array of a table."""
    return frozenset(each for entry in table(name)[entries] for each in entry["names"])
