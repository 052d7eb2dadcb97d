"""What a function acquires, and which calls would release it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.spelling import NAME, bare, last, root
from reviewbot.context.c.file.statements import Use
from reviewbot.frozen import frozen
from reviewbot.knowledge.antonyms import is_backward, is_managed
from reviewbot.knowledge.opposed import Endings, Opposed
from reviewbot.knowledge.owners import is_managed_by
from reviewbot.knowledge.pairs import RESULT
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from reviewbot.context.c.file.cleanup.facts import Facts
    from reviewbot.context.c.file.statements import Call
    from reviewbot.knowledge.pairs import Pair, Pairs

STRICT = 0.95  # share of the callers that release, from which it may be called a rule
USUAL = 0.5  # and from which most do
SOME = 0.3
MANY = 20  # calls counted for such a share

_CLEAR = 0.8
_SELDOM = 0.1  # share below which the release is not for ways out: mutex_destroy()


@frozen
class Release:
    """A function that releases the thing it gets as argument ``place``; -1: it takes none."""

    name: str
    place: int
    pair: Pair | None


@frozen(eq=False)
class Acquire:
    """A call that acquires ``thing``; ``others`` are releases that get something else of it.

    ``names`` are those of all of them. ``is_momentary``: it is held for a
    while inside functions only, as a lock is. ``bit`` is its own in ``Facts``, ``frees`` are the bits of the calls that release this very
    thing, ``ends`` of those that release it, or what has the same last name.
    """

    call: Call
    thing: str
    releases: tuple[Release, ...]
    others: frozenset[str]
    bit: int
    frees: int
    ends: int
    names: frozenset[str]
    is_momentary: bool

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


def may_acquire(
    names: Iterable[str], called: Collection[str], pairs: Pairs, known: Endings
) -> bool:
    """Whether one of the names may acquire something in a function that calls these, at most."""
    names = tuple(names)
    if any(name in pairs.by_acquire for name in names):
        return True
    opposed = Opposed(called)
    return any(known.of(name) or opposed.undoing(name) for name in names)


def may_release(names: Iterable[str], called: set[str], pairs: Pairs) -> bool:
    """Whether what one of the names acquires may be released by one of those that are called."""
    names = tuple(names)
    taken = (pair.release for name in names for pair in pairs.by_acquire.get(name, ()))
    if not called.isdisjoint(taken):
        return True
    opposed, endings = Opposed(called), Endings(called)
    return any(opposed.undoing(name) or endings.of(name) for name in names)


def acquires(facts: Facts, pairs: Pairs, known: Endings) -> Iterator[Acquire]:
    """The acquires of a function in source order; ``known`` are names of functions of its file."""
    managed = {each.name for each in facts.function.managed}
    called = Opposed(facts.callees)
    for call in facts.function.calls:
        spend()
        if not NAME.match(call.callee) or call.use is Use.RETURNED:
            continue
        if is_managed(call.callee) or is_managed_by(call.callee, facts.callees):
            continue
        others = {pair.release for pair in pairs.by_acquire.get(call.callee, ())}
        thing, found = _by_table(call, pairs)
        undoing = (name for name in called.undoing(call.callee) if name not in others)
        thing, more = _in_function(call, thing, undoing, facts)
        found += more
        if not found:
            gives = call.target is not None and _is_pointer(facts, call.target)
            thing = bare((call.target if gives else next(iter(call.arguments), "")) or "")
            found = [
                Release(name, 0 if thing else -1, None)
                for name in known.of(call.callee)
                if name not in others
            ]
        if not found or not (thing or found[0].place < 0):
            continue
        if thing and (not re.match(r"[a-z_]", thing) or root(thing) in managed):
            continue
        yield _acquire(call, thing, tuple(found), others, facts)


def _acquire(
    call: Call, thing: str, releases: tuple[Release, ...], others: set[str], facts: Facts
) -> Acquire:
    """The acquire, and which calls of the function release it."""
    frees = ends = 0
    for name, place in {(release.name, release.place) for release in releases}:
        given = facts.given(name, place)
        frees |= given.missing if place < 0 else given.bare.get(thing, 0)
        ends |= given.missing | given.last.get(last(thing), 0)
    mine = {release.name for release in releases}
    rest = frozenset(others - mine)
    return Acquire(
        call,
        thing,
        releases,
        rest,
        facts.bit(call),
        frees,
        ends,
        rest | mine,
        _is_momentary(releases),
    )


def _is_momentary(releases: Iterable[Release]) -> bool:
    return any(
        release.pair
        and release.pair.share >= STRICT
        and release.pair.held >= MANY
        and all(origin != RESULT for _, origin in release.pair.takes)
        for release in releases
    )


def _is_pointer(facts: Facts, name: str) -> bool:
    """Whether it is a member or a pointer of the function's own, not a plain error code."""
    return not NAME.match(name) or facts.is_pointer(name)


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
    call: Call, thing: str, names: Iterable[str], facts: Facts
) -> tuple[str, list[Release]]:
    """Those of ``names`` that are called in the same function, on what the acquire is about."""
    found: list[Release] = []
    for name in names:
        for other in facts.named(name):
            spend()
            place = _place(call, other, thing)
            if place is not None:
                thing = bare(other.arguments[place]) if place >= 0 else ""
                found.append(Release(name, place, None))
                break
    return thing, found


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
