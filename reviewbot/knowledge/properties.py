"""Functions that read properties of a device or of a node, by ``properties.toml``."""

from __future__ import annotations

from functools import cache

from reviewbot.knowledge.load import by_name


@cache
def value_readers() -> frozenset[str]:
    """The functions that read a value, and leave it alone where there is no property."""
    arrays = by_name("properties", "arrays")
    ones = (entry["one"] for entry in arrays.values())
    return frozenset((*arrays, *ones, *by_name("properties", "strings")))
