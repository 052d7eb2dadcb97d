"""Which acquires a way out is looked at for, told by the bits of calls: there may be many."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.acquires import MANY, SOME, STRICT, USUAL
from reviewbot.context.c.file.function import ExitKind
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.c.file.cleanup.acquires import Acquire
    from reviewbot.context.c.file.cleanup.routes import Route


class Candidates:
    """The acquires of a function."""

    def __init__(self, acquires: Sequence[Acquire]) -> None:
        self._acquires = {each.bit: each for each in acquires}
        self._momentary = _together(each for each in acquires if each.is_momentary)
        self._shown: dict[tuple[bool, bool], int] = {}
        self._ended: dict[int, int] = {}
        self._ended_by: dict[int, int] = defaultdict(int)
        self._ends = 0
        for each in acquires:
            self._ends |= each.ends
            for bit in _bits(each.ends):
                self._ended_by[bit] |= each.bit

    def on(self, alike: Sequence[Route]) -> Iterator[tuple[Acquire, Sequence[Route]]]:
        """What is certain on a way out, not released behind it, and can be shown to leak there.

        With those of its routes that count: all that fail, for what is held for a moment only also
        those that surely do not.
        """
        known = [route for route in alike if route.fails is not None]
        failing = [route for route in known if route.fails]
        left = alike[0].start.made & self._showable(alike) if known else 0
        momentary = left & self._momentary
        momentary &= ~self._ended_on(known)
        others = left & ~self._momentary & ~self._ended_on(failing) if failing else 0
        for bit in _bits(momentary | others):
            yield self._acquires[bit], known if bit & momentary else failing

    def _showable(self, alike: Sequence[Route]) -> int:
        """The bits of those for which a way out of this kind can have a witness."""
        kind = alike[0].leaving.kind is ExitKind.GOTO, any(route.behind for route in alike)
        if kind not in self._shown:
            self._shown[kind] = _together(
                each
                for each in self._acquires.values()
                if _may_show(each, is_goto=kind[0], goes_on=kind[1])
            )
        return self._shown[kind]

    def _ended_on(self, routes: Iterable[Route]) -> int:
        """The bits of those that are released behind the exit on any of the routes."""
        found = 0
        for route in routes:
            behind = route.behind & self._ends
            if behind not in self._ended:
                ended = 0
                for bit in _bits(behind):
                    ended |= self._ended_by[bit]
                self._ended[behind] = ended
            found |= self._ended[behind]
        return found


def _together(acquires: Iterable[Acquire]) -> int:
    found = 0
    for each in acquires:
        found |= each.bit
    return found


def _bits(number: int) -> Iterator[int]:
    """Each of the bits, lowest first."""
    while number:
        spend()
        lowest = number & -number
        yield lowest
        number ^= lowest


def _may_show(acquire: Acquire, *, is_goto: bool, goes_on: bool) -> bool:
    """Whether there can be a witness on such a way out, see ``witness.py``."""
    pair = acquire.releases[0].pair
    labels = is_goto and (pair is None or pair.share >= SOME)
    if acquire.frees or labels:
        return True
    if pair is None or pair.held < MANY:
        return False
    return pair.share >= STRICT or (goes_on and pair.share >= USUAL and not pair.counted)
