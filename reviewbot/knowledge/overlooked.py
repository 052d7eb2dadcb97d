"""The checks whose points take a search to see, ``overlooked.toml``."""

from __future__ import annotations

from functools import cache

from reviewbot.knowledge.load import table


@cache
def overlooked() -> frozenset[str]:
    """Their names: that a reader said nothing of such a point does not tell that he did not mind."""
    return frozenset(table("overlooked")["checks"])
