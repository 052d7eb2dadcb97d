"""Slips of grammar that are plain without a look at the sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.expressions import compiled
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


def has_slip(text: str) -> bool:
    """Whether there is any in some lines of prose."""
    return any(pattern.search(text) for pattern, _ in _slips())


def slips(text: str) -> Iterator[tuple[str, str]]:
    """Each slip of a line of prose, with what is right."""
    for pattern, right in _slips():
        for match in pattern.finditer(text):
            yield match[0], match.expand(right)


@cache
def _slips() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((compiled(entry["said"]), entry["right"]) for entry in table("grammar")["slip"])
