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
    return any(pattern.search(text) for pattern, _ in _slips_in(text))


def slips(text: str) -> Iterator[tuple[str, str]]:
    """Each slip of a line of prose, with what is right."""
    for pattern, right in _slips_in(text):
        for match in pattern.finditer(text):
            yield match[0], match.expand(right)


def _slips_in(text: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """Those of which a text has a part: most have none, and a pattern takes a hundred times as long."""
    for parts, pattern, right in _slips():
        if not parts or any(map(text.__contains__, parts)):
            yield pattern, right


@cache
def _slips() -> tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...]:
    return tuple(
        (tuple(entry.get("parts", ())), compiled(entry["said"]), entry["right"])
        for entry in table("grammar")["slip"]
    )
