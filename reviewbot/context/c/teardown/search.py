"""Who in a file may release what one of its functions acquires."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.definitions import Sort, definitions
from reviewbot.context.c.flow import read
from reviewbot.context.c.mask import code_only
from reviewbot.context.c.partners import partners
from reviewbot.context.c.teardown.held import held, is_passed_on, own_release
from reviewbot.context.c.teardown.thing import aliases, is_member, last, place_of, thing_of
from reviewbot.knowledge.antonyms import ends_something, is_managed, likeness, partner_names
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewbot.context.c.definitions import Definition
    from reviewbot.context.c.flow import Function
    from reviewbot.context.c.statements import Call
    from reviewbot.knowledge.pairs import Pair, Pairs

_ALIKE = 0.6  # likeness of names from which one may release what the other acquires
_WORD = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Unreleased:
    """``start`` acquires ``thing``, and neither ``stop`` nor any other function releases it.

    ``own`` is the line of the release on a failing way of ``start``, if it has one: 0 otherwise.
    ``is_passed_on``: somebody else got hold of it.
    """

    start: Definition
    stop: Definition
    acquire: Call
    thing: str
    pair: Pair
    own: int
    is_passed_on: bool


def unreleased(source: bytes, pairs: Pairs) -> tuple[Unreleased, ...]:
    """All of a file, in source order, each acquire once."""
    pieces = definitions(source)
    functions = {each.name: each for each in pieces if each.kind is Sort.FUNCTION}
    found: list[Unreleased] = []
    for name, ends in _stops(pieces, functions).items():
        start = functions[name]
        if not _words(start.text).isdisjoint(pairs.by_acquire):
            found += _File(pieces, functions, pairs).unreleased(start, ends)
    return tuple(sorted(found, key=lambda each: each.acquire.line))


def _stops(
    pieces: Sequence[Definition], functions: Mapping[str, Definition]
) -> dict[str, list[str]]:
    """For each function that begins something those that end it, the counterpart first."""
    listed = {
        word
        for piece in pieces
        if piece.kind in (Sort.OBJECT, Sort.INVOCATION)
        for word in _words(piece.text)
    }
    stops: dict[str, list[str]] = {}
    for each in partners(pieces):
        ends = stops.setdefault(each.start, []) if not each.backward else []
        if each.registered:
            ends.append(each.stop)
            continue
        # of what a table has, the table says what ends it; of others all callers must be known
        both = functions[each.start], functions[each.stop]
        unlisted = listed.isdisjoint((each.start, each.stop))
        if unlisted and all(one.is_static for one in both) and _named_so(each.start, each.stop):
            callers = [name for name, one in functions.items() if each.stop in _words(one.text)]
            ends += [each.stop, *(name for name in callers if name != each.stop)]
    return stops


def _named_so(start: str, stop: str) -> bool:
    """Whether the names differ in words that members of a table may have: ``init``, ``exit``."""
    left, right = set(start.split("_")), set(stop.split("_"))
    return any(partner_names(left ^ right))


@dataclass(frozen=True, slots=True)
class _Names:
    """What the thing goes by, and what only others go by.

    ``member``: it is kept in a struct. ``place``: which argument of the release it is.
    """

    own: frozenset[str]
    others: frozenset[str]
    member: bool
    place: int

    def are_not(self, text: str) -> bool:
        """Whether an expression plainly names something else."""
        name = last(text)
        kept = self.member and is_member(text) and "(" not in text
        return name in self.others or (kept and name not in self.own)


class _File:
    def __init__(
        self, pieces: Sequence[Definition], functions: dict[str, Definition], pairs: Pairs
    ) -> None:
        self._pieces = pieces
        self._functions = functions
        self._pairs = pairs

    def unreleased(self, start: Definition, stops: Iterable[str]) -> Iterator[Unreleased]:
        function = read(start)
        if function is None or function.hides_jumps or function.partial:
            return
        ends = [each for name in stops if (each := self._functions[name]).name != start.name]
        if not ends:
            return
        for call, pair in held(function, self._pairs, self._releases):
            thing = thing_of(call, pair)
            if self._is_released(function, start, call, pair):
                continue
            if self._is_ended(function, start, ends, call.callee, thing):
                continue
            own = own_release(function, call, pair)
            passed = is_passed_on(function, call, pair)
            yield Unreleased(start, ends[0], call, thing, pair, own, passed)

    def _releases(self, acquire: str) -> frozenset[str]:
        """All that may release it: by the table, and by the names in this file."""
        known = {pair.release for pair in self._pairs.by_acquire.get(acquire, ())}
        words = {word for piece in self._pieces for word in _words(piece.text)} - set(
            self._functions
        )
        also = {
            name
            for entry in table("teardown")["also"]
            if entry["acquire"] == acquire
            for name in entry["by"]
        }
        return frozenset(
            known
            | also
            | {word for word in words if ends_something(word) and likeness(acquire, word) >= _ALIKE}
        )

    def _is_released(self, function: Function, start: Definition, call: Call, pair: Pair) -> bool:
        thing = thing_of(call, pair)
        releases = self._releases(call.callee)
        names = aliases(function, thing)
        claimed = self._claimed(function, call, releases, names)
        ours = _Names(names, claimed, is_member(thing), place_of(call, pair))
        inside = {each.callee for each in function.calls} | {each.text for each in function.labels}
        if any(word in releases - inside for word in _words(start.text)):
            return True  # handed over as an action
        for piece in self._pieces:
            if piece is start or piece.kind is Sort.DECLARATION:
                continue
            words = _words(piece.text)
            mentioned = releases & words
            if mentioned and not self._is_of_another(piece, mentioned, ours):
                return True
        return False

    def _is_of_another(self, piece: Definition, releases: frozenset[str], ours: _Names) -> bool:
        """Whether all releases in a function plainly get another thing."""
        function = read(piece) if piece.kind is Sort.FUNCTION else None
        if function is None:
            return False
        calls = [call for call in function.calls if call.callee in releases]
        return {call.callee for call in calls} == releases and all(
            ours.place < len(call.arguments) and ours.are_not(call.arguments[ours.place])
            for call in calls
        )

    def _claimed(
        self, function: Function, acquire: Call, releases: frozenset[str], names: frozenset[str]
    ) -> frozenset[str]:
        """What else the function acquires that the same calls release."""
        return (
            frozenset(
                last(thing_of(call, pair))
                for call in function.calls
                if call != acquire
                for pair in self._pairs.by_acquire.get(call.callee, ())
                if pair.release in releases
            )
            - names
            - {""}
        )

    def _is_ended(
        self,
        function: Function,
        start: Definition,
        ends: Iterable[Definition],
        acquire: str,
        thing: str,
    ) -> bool:
        """Whether what the teardown calls may undo it: on the thing, or anything, elsewhere."""
        names = aliases(function, thing)
        actions = [self._functions[word] for word in _words(start.text) & set(self._functions)]
        for piece in self._reached(ends):
            if _ends(piece, names, acquire, thing) or self._calls_elsewhere(piece, acquire):
                return True
        return any(_ends(each, names, acquire, thing) for each in actions if each is not start)

    def _reached(self, ends: Iterable[Definition]) -> Iterator[Definition]:
        """The functions of the file that these call, themselves included."""
        waiting = list(ends)
        seen: set[str] = set()
        while waiting:
            piece = waiting.pop()
            if piece.name not in seen:
                seen.add(piece.name)
                yield piece
                words = _words(piece.text)
                waiting += [each for name, each in self._functions.items() if name in words]

    def _calls_elsewhere(self, piece: Definition, acquire: str) -> bool:
        """Whether it calls what is not in this file and by its name may undo anything."""
        function = read(piece)
        return function is None or any(
            call.callee not in self._functions
            and (ends_something(call.callee) or likeness(acquire, call.callee))
            and call.callee not in self._pairs.by_release
            and not is_managed(call.callee)
            for call in function.calls
        )


def _ends(piece: Definition, names: frozenset[str], acquire: str, thing: str) -> bool:
    """Whether a function calls something on the thing that may end it, or on what it is part of."""
    function = read(piece)
    if function is None:
        return True
    path = names.union(_WORD.findall(thing)[1:])
    for call in function.calls:
        opposite = likeness(acquire, call.callee) > 0
        if opposite and any(not path.isdisjoint(_WORD.findall(each)) for each in call.arguments):
            return True
        ending = opposite or ends_something(call.callee) or call.callee == acquire
        if ending and names.intersection(map(last, call.arguments)):
            return True
    return False


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(code_only(text)))
