"""Which kernel releases are maintained for years."""

from __future__ import annotations

from functools import cache

from reviewbot.knowledge.load import table


@cache
def longterm() -> frozenset[str]:
    """The numbers of the releases, such as ``6.1``."""
    return frozenset(table("longterm")["releases"])
