"""Who in a file may release what one of its functions acquires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import Definition, DefinitionKind
from reviewbot.context.c.file.definitions import enclosing
from reviewbot.context.c.file.partners import partners
from reviewbot.context.c.file.teardown.claims import Claims, Owner
from reviewbot.context.c.file.teardown.file import WORD, File
from reviewbot.context.c.file.teardown.held import Held
from reviewbot.context.c.file.teardown.reached import Reached
from reviewbot.context.c.file.teardown.thing import Aliases, last, thing_of
from reviewbot.frozen import frozen
from reviewbot.knowledge.antonyms import likeness, partner_names
from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterator

    from reviewbot.context.c.file.statements import Call
    from reviewbot.knowledge.pairs import Pair, Pairs

_ROWS = 8  # lines taken apart in the time of one step
_ALIKE = 0.6  # likeness of names from which one may release what the other acquires


@frozen
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

    @property
    def key(self) -> tuple[str, str]:
        """What it has in common with the same one of another version of the file."""
        return self.acquire.callee, last(self.thing)


def unreleased(
    source: bytes, pairs: Pairs, lines: Collection[int] | None = None
) -> tuple[Unreleased, ...]:
    """All of a file, in source order, each acquire once.

    With ``lines`` only those of the functions that acquire something on one of them.
    """
    meant = None if lines is None else _acquiring(source, pairs, lines)
    if meant is not None and not meant:
        return ()
    file = File(source)
    search = _Search(file, pairs)
    found: list[Unreleased] = []
    for name, ends in _stops(file, file.functions if meant is None else meant).items():
        start = file.functions[name]
        if not file.words(start).isdisjoint(pairs.by_acquire):
            found += search.unreleased(start, [file.functions[each] for each in ends])
    return tuple(sorted(found, key=lambda each: each.acquire.line))


def _acquiring(source: bytes, pairs: Pairs, lines: Collection[int]) -> set[str]:
    """The functions with the name of an acquire on one of the lines."""
    names: set[str] = set()
    for each in enclosing(source, lines):
        rows = each.text.split("\n")
        spend(1 + len(rows) // _ROWS)
        own = (rows[at - each.start] for at in lines if each.start <= at <= each.stop)
        if not pairs.by_acquire.keys().isdisjoint(WORD.findall("\n".join(own))):
            names.add(each.name)
    return names


def _stops(file: File, names: Container[str]) -> dict[str, list[str]]:
    """For each of these functions that begins something those that end it, the counterpart first."""
    pairs = [each for each in partners(file.pieces) if each.start in names]
    listed = {
        word
        for piece in (file.pieces if pairs else ())
        if piece.kind in (DefinitionKind.OBJECT, DefinitionKind.INVOCATION)
        for word in file.words(piece)
    }
    stops: dict[str, list[str]] = {}
    for each in pairs:
        ends = stops.setdefault(each.start, []) if not each.backward else []
        if each.registered:
            ends.append(each.stop)
            continue
        # of what a table has, the table says what ends it; of others all callers must be known
        both = file.functions[each.start], file.functions[each.stop]
        unlisted = listed.isdisjoint((each.start, each.stop))
        if unlisted and all(one.is_static for one in both) and _named_so(each.start, each.stop):
            callers = file.callers(each.stop)
            spend(1 + len(callers))
            ends += [each.stop, *(name for name in callers if name != each.stop)]
    return stops


def _named_so(start: str, stop: str) -> bool:
    """Whether the names differ in words that members of a table may have: ``init``, ``exit``."""
    left, right = set(start.split("_")), set(stop.split("_"))
    return any(partner_names(left ^ right))


class _Search:
    def __init__(self, file: File, pairs: Pairs) -> None:
        self._file = file
        self._pairs = pairs
        self._known: dict[str, frozenset[str]] = {}

    def unreleased(self, start: Definition, stops: list[Definition]) -> Iterator[Unreleased]:
        """What a function acquires that none of its ``stops`` releases, nor anybody else."""
        ends = [each for each in stops if each.name != start.name]
        facts = self._file.facts(start) if ends else None
        if facts is None or facts.function.hides_jumps or facts.function.partial:
            return
        held = Held(facts, self._pairs)
        aliases = Aliases(facts.function)
        claims = Claims(facts, self._pairs)
        named = self._file.words(start)
        elsewhere = Reached(self._file.reached(ends), self._file, self._pairs, elsewhere=True)
        actions = [
            self._file.functions[word]
            for word in named & self._file.functions.keys()
            if word != start.name
        ]
        acted = Reached(actions, self._file, self._pairs, elsewhere=False)
        labels = {each.text for each in facts.function.labels}
        passed = named - facts.callees - labels
        for call, pair in held.calls(self._releases):
            thing = thing_of(call, pair)
            names = aliases.of(thing)
            releases = self._releases(call.callee)
            if not passed.isdisjoint(releases):
                continue  # handed over as an action
            if self._is_released(start, releases, Owner(call, pair, names, claims)):
                continue
            if any(each.may_end(call.callee, names, thing) for each in (elsewhere, acted)):
                continue
            own = held.own_release(call, pair)
            yield Unreleased(start, ends[0], call, thing, pair, own, held.is_passed_on(call, pair))

    def _releases(self, acquire: str) -> frozenset[str]:
        """All that may release it: by the table, and by the names in this file."""
        if acquire not in self._known:
            known = {pair.release for pair in self._pairs.by_acquire.get(acquire, ())}
            also = {
                name
                for entry in table("teardown")["also"]
                if entry["acquire"] == acquire
                for name in entry["by"]
            }
            ending = self._file.ending
            spend(len(ending))
            alike = {word for word in ending if likeness(acquire, word) >= _ALIKE}
            self._known[acquire] = frozenset(known | also | alike)
        return self._known[acquire]

    def _is_released(self, start: Definition, releases: frozenset[str], owner: Owner) -> bool:
        """Whether another piece of the file names a release that may be of this thing."""
        for piece in self._file.naming(releases):
            spend()
            if piece is start:
                continue
            facts = self._file.facts(piece) if piece.kind is DefinitionKind.FUNCTION else None
            if facts is None or owner.shares(
                self._file, facts, releases, releases & self._file.words(piece)
            ):
                return True
        return False
