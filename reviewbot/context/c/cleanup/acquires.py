"""What a function acquires, and which calls would release it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.cleanup.spelling import NAME, bare, declarations, root
from reviewbot.context.c.statements import Use
from reviewbot.knowledge.antonyms import (
    ends_something,
    is_backward,
    is_managed,
    likeness,
    opposites,
)
from reviewbot.knowledge.owners import is_managed_by
from reviewbot.knowledge.pairs import RESULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.flow import Function
    from reviewbot.context.c.statements import Call
    from reviewbot.knowledge.pairs import Pair, Pairs

STRICT = 0.95  # share of the callers that release, from which it may be called a rule
MANY = 20  # calls counted for such a share

_OPPOSITE = 0.95  # likeness of names that need no table
_CLEAR = 0.8
_SELDOM = 0.1  # share below which the release is not for ways out: mutex_destroy()


@dataclass(frozen=True, slots=True)
class Release:
    """A function that releases the thing it gets as argument ``place``; -1: it takes none."""

    name: str
    place: int
    pair: Pair | None


@dataclass(frozen=True, slots=True)
class Acquire:
    """A call that acquires ``thing``; ``others`` are releases that get something else of it."""

    call: Call
    thing: str
    releases: tuple[Release, ...]
    others: frozenset[str] = frozenset()

    @property
    def is_momentary(self) -> bool:
        """Whether it is held for a while inside functions only, as a lock is."""
        return any(
            release.pair
            and release.pair.share >= STRICT
            and release.pair.held >= MANY
            and all(origin != RESULT for _, origin in release.pair.takes)
            for release in self.releases
        )

    def released_by(self, call: Call) -> Release | None:
        """The release a call is, of this very thing."""
        for release in self.releases:
            if call.callee != release.name:
                continue
            given = call.arguments[release.place :][:1] if release.place >= 0 else ()
            if release.place < 0 or (given and bare(given[0]) == self.thing):
                return release
        return None

    def spell(self, release: Release) -> str:
        """The call of the release, as far as the table knows its arguments."""
        given: dict[int, str] = {}
        for place, origin in release.pair.takes if release.pair else ():
            if origin == RESULT:
                given[place] = self.call.target or ""
            elif origin < len(self.call.arguments):
                given[place] = self.call.arguments[origin]
        complete = sorted(given) == list(range(len(given)))
        arguments = ", ".join(given[place] for place in sorted(given)) if complete else ""
        return f"{release.name}({arguments})"


def acquires(function: Function, pairs: Pairs, known: frozenset[str]) -> Iterator[Acquire]:
    """The acquires of a function in source order; ``known`` are names of functions of its file."""
    managed = {each.name for each in function.managed}
    called = {each.callee for each in function.calls}
    ends = tuple(sorted(name for name in known if ends_something(name)))
    for call in function.calls:
        if not NAME.match(call.callee) or call.use is Use.RETURNED:
            continue
        if is_managed(call.callee) or is_managed_by(call.callee, called):
            continue
        others = {pair.release for pair in pairs.by_acquire.get(call.callee, ())}
        thing, found = _by_table(call, pairs)
        thing, more = _in_function(call, thing, function, others)
        found += more
        if not found:
            gives = call.target is not None and _is_pointer(function, call.target)
            thing = bare((call.target if gives else next(iter(call.arguments), "")) or "")
            found = [
                Release(name, 0 if thing else -1, None)
                for name in ends
                if (call.callee, name) in opposites((call.callee, name))
                and not is_backward(call.callee, name)
                and name not in others
            ]
        if not found or not (thing or found[0].place < 0):
            continue
        if thing and (not re.match(r"[a-z_]", thing) or root(thing) in managed):
            continue
        yield Acquire(call, thing, tuple(found), frozenset(others - {r.name for r in found}))


def _is_pointer(function: Function, name: str) -> bool:
    """Whether it is a member or a pointer of the function's own, not a plain error code."""
    return not NAME.match(name) or any(
        re.search(rf"\*\s*{name}\b", text) for text in declarations(function)
    )


def _by_table(call: Call, pairs: Pairs) -> tuple[str, list[Release]]:
    thing = ""
    found: list[Release] = []
    for pair in pairs.by_acquire.get(call.callee, ()):
        named = _thing(call, pair)
        if named is None or (thing and named[1] != thing):
            continue
        if is_backward(call.callee, pair.release) and pair.share < _CLEAR:
            continue
        if pair.held >= MANY and pair.share < _SELDOM:
            continue
        thing = named[1]
        found.append(Release(pair.release, named[0], pair))
    return thing, found


def _in_function(
    call: Call, thing: str, function: Function, known: set[str]
) -> tuple[str, list[Release]]:
    """Those called in the same function whose name is the opposite of the acquire's.

    Not those the table has, ``known``: it knows better than the names.
    """
    found: list[Release] = []
    for name in sorted({each.callee for each in function.calls} - known):
        if not _undoes(name, call):
            continue
        for other in function.calls:
            place = _place(call, other, thing) if other.callee == name else None
            if place is not None:
                thing = bare(other.arguments[place]) if place >= 0 else ""
                found.append(Release(name, place, None))
                break
    return thing, found


def _undoes(name: str, call: Call) -> bool:
    return likeness(call.callee, name) >= _OPPOSITE and not is_backward(call.callee, name)


def _place(call: Call, release: Call, thing: str) -> int | None:
    """Which argument of the release is something the acquire was given or gave."""
    if not call.arguments and not release.arguments and not thing:
        return -1
    given = {bare(each) for each in call.arguments}
    if call.target:
        given.add(bare(call.target))
    for place, argument in enumerate(release.arguments[:2]):
        name = bare(argument)
        if name in given and re.match(r"[a-z_]", name) and (not thing or name == thing):
            return place
    return None


def _thing(call: Call, pair: Pair) -> tuple[int, str] | None:
    """Which argument of the release is the thing, and how it is spelled here."""
    if not pair.takes:
        return (-1, "") if not call.arguments else None
    order = sorted(pair.takes, key=lambda each: (each[1] != RESULT, each[0]))
    for place, origin in order:
        if origin == RESULT:
            return (place, bare(call.target)) if call.target else None
        if origin < len(call.arguments):
            name = bare(call.arguments[origin])
            if re.match(r"[a-z_]", name):
                return place, name
    return None
