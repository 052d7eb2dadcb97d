"""Functions that do nothing where their first argument is NULL, by ``null_safe.toml``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping


def null_safe() -> Mapping[str, Any]:
    """The functions that do nothing where their first argument is NULL."""
    return by_name("null_safe", "functions")


@cache
def error_safe() -> frozenset[str]:
    """The functions of them that take error pointers as well."""
    return frozenset(name for name, entry in null_safe().items() if entry.get("errors"))
