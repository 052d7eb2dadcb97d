"""Rows as what JSON has: fields are keys, moments are texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass

from reviewbot.frozen import fields
from reviewbot.watch.status.times import iso

_MOMENTS = frozenset({"turn", "failed", "newest", "posted", "decided", "made"})


def as_values(thing: object) -> object:
    """A row, or several, with all that is in them."""
    if is_dataclass(thing):
        return {each.name: _field(each.name, getattr(thing, each.name)) for each in fields(thing)}
    if isinstance(thing, Mapping):
        return {str(key): as_values(value) for key, value in thing.items()}
    if isinstance(thing, (tuple, list)):
        return [as_values(value) for value in thing]
    return thing


def _field(name: str, value: object) -> object:
    if name in _MOMENTS and isinstance(value, (int, float)):
        return iso(value)
    return as_values(value)
