"""Whose a release is: what the thing goes by, and what only others go by."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.file.teardown.thing import is_member, last, place_of, thing_of
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.c.file.cleanup.facts import Facts
    from reviewbot.context.c.file.statements import Call
    from reviewbot.context.c.file.teardown.file import File
    from reviewbot.knowledge.pairs import Pair, Pairs


class Claims:
    """What a function acquires, by what releases it."""

    def __init__(self, facts: Facts, pairs: Pairs) -> None:
        self._facts = facts
        self._by: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for call in facts.function.calls:
            for pair in pairs.by_acquire.get(call.callee, ()):
                spend()
                self._by[pair.release][last(thing_of(call, pair))] |= facts.bit(call)

    def are_others(self, name: str, releases: Iterable[str], acquire: Call) -> bool:
        """Whether another call acquires what goes by that name and is released by any of these."""
        own = self._facts.bit(acquire)
        return any(self._by[each].get(name, 0) & ~own for each in releases if each in self._by)


class Owner:
    """An acquire whose thing goes by ``names``."""

    def __init__(
        self,
        acquire: Call,
        pair: Pair,
        names: frozenset[str],
        claims: Claims,
    ) -> None:
        self._acquire = acquire
        self._names = names
        self._claims = claims
        self._member = is_member(thing_of(acquire, pair))
        self._place = place_of(acquire, pair)

    def shares(
        self, file: File, function: Facts, releases: frozenset[str], named: frozenset[str]
    ) -> bool:
        """Whether one of the releases ``named`` in a function may be of this thing.

        They are not if all are called there, and each plainly gets something else.
        """
        for each in named:
            given = file.given(function, each, self._place)
            if given is None or not self._names.isdisjoint(given):
                return True
            for name, spelled in given.items():
                if any(self._may_be(name, text, releases) for text in spelled):
                    return True
        return False

    def _may_be(self, name: str, text: str, releases: frozenset[str]) -> bool:
        """Whether what goes by none of our names is plainly not ours."""
        spend()
        kept = self._member and is_member(text) and "(" not in text
        return not kept and not (name and self._claims.are_others(name, releases, self._acquire))
