"""The shortest way from some lines to others (Myers 1986), if it is a short one.

The work is bounded by how many lines differ, and charged.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

KEPT, GONE, NEW = " ", "-", "+"
_COMPARED = 10  # equal lines that are passed in a step


def edits(old: Sequence[str], new: Sequence[str], most: int) -> list[tuple[str, str]] | None:
    """All lines of both, each with its mark; ``None`` where more than ``most`` are gone or new."""
    head = _alike(old, new)
    rest, now = old[head:], new[head:]
    tail = _alike(rest[::-1], now[::-1])
    way = _way(rest[: len(rest) - tail], now[: len(now) - tail], most)
    if way is None:
        return None
    return [*_kept(new[:head]), *way, *_kept(now[len(now) - tail :])]


def _kept(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((KEPT, line) for line in lines)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines both begin with."""
    spend(min(len(one), len(other)) // _COMPARED)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _way(old: Sequence[str], new: Sequence[str], most: int) -> list[tuple[str, str]] | None:
    """The same for what begins and ends differently.

    ``reached[k]`` is how many lines of ``old`` are dealt with at most where that is ``k`` more than
    of ``new``, after ever more edits.
    """
    reached = {1: 0}
    rounds = []
    for steps in range(most + 1):
        rounds.append(dict(reached))
        for k in range(-steps, steps + 1, 2):
            x = reached[k + 1] if _comes_down(reached, k, steps) else reached[k - 1] + 1
            start = x
            while x < len(old) and x - k < len(new) and old[x] == new[x - k]:
                x += 1
            spend(1 + (x - start) // _COMPARED)
            reached[k] = x
            if x >= len(old) and x - k >= len(new):
                return list(_back(old, new, rounds))[::-1]
    return None


def _back(
    old: Sequence[str], new: Sequence[str], rounds: Sequence[dict[int, int]]
) -> Iterator[tuple[str, str]]:
    """The way from its end to its beginning."""
    x, y = len(old), len(new)
    for steps in range(len(rounds) - 1, -1, -1):
        reached, k = rounds[steps], x - y
        down = _comes_down(reached, k, steps)
        before = reached[k + 1] if down else reached[k - 1]
        start = before if down else before + 1
        while x > start:
            x, y = x - 1, y - 1
            yield KEPT, old[x]
        if steps:
            x, y = before, before - (k + 1 if down else k - 1)
            yield (NEW, new[y]) if down else (GONE, old[x])


def _comes_down(reached: dict[int, int], k: int, steps: int) -> bool:
    """Whether the last edit was a new line rather than one that is gone."""
    return k == -steps or (k != steps and reached[k - 1] < reached[k + 1])
