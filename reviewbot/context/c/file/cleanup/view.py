"""All that is known of a function when its leaks are looked for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.candidates import Candidates
from reviewbot.context.c.file.cleanup.failing import first_check, is_own_failure
from reviewbot.context.c.file.cleanup.freed import release_on, unused_release
from reviewbot.context.c.file.cleanup.helpers import can_release, cannot_release
from reviewbot.context.c.file.cleanup.owners import is_held_on_entry, names_of
from reviewbot.context.c.file.cleanup.routes import routes
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.c.file.cleanup.acquires import Acquire, Release
    from reviewbot.context.c.file.cleanup.facts import Facts
    from reviewbot.context.c.file.cleanup.routes import Route
    from reviewbot.context.c.file.statements import Call, Statement
    from reviewbot.knowledge.pairs import Pairs

_PASSED = 8  # ways passed in the time of one step


class View:
    """A function, the table it is looked at with, the ways through it, and what it acquires.

    ``calls`` is what the functions of its file call, by name. ``matter`` are the bits of the calls that may release something.
    """

    def __init__(
        self,
        facts: Facts,
        acquired: tuple[Acquire, ...],
        pairs: Pairs,
        calls: Mapping[str, frozenset[str]],
    ) -> None:
        self.facts = facts
        self.function = facts.function
        self.pairs = pairs
        self.acquires = acquired
        names = {each.call.callee for each in self.acquires}
        releases = {name for each in self.acquires for name in each.names}
        ending = self.facts.suspects | releases | (self.facts.callees & calls.keys())
        self.matter = self.facts.bits_of(ending)
        self.routes = tuple(routes(self.facts, ending | names))
        self.candidates = Candidates(self.acquires)
        self._freeing: dict[Acquire, tuple[Route, ...]] = {}
        self._released: dict[tuple[Acquire, Route], tuple[Call, Release] | None] = {}
        self._failing = [route for route in self.routes if route.fails]
        self._own: dict[Acquire, tuple[Route | None, int]] = {}
        self._checks: dict[Acquire, Statement | None] = {}
        self._names: dict[tuple[Acquire, int], frozenset[str] | None] = {}
        self._unused: dict[Acquire, tuple[Statement, Call, Release] | None] = {}
        self._calls = calls
        self._making: dict[tuple[str, str, frozenset[str]], bool] = {}
        self._entry: dict[Acquire, bool] = {}
        self._spared: dict[tuple[str, frozenset[str]], bool] = {}
        self._of_thing: dict[str, list[Acquire]] = defaultdict(list)
        self._releasers: dict[str, set[str]] = defaultdict(set)
        for each in self.acquires:
            self._of_thing[each.thing].append(each)
            for release in each.releases:
                self._releasers[release.name].add(each.call.callee)

    def freeing(self, acquire: Acquire) -> Sequence[Route]:
        """The ways out with a release of the acquire, perhaps before it."""
        if acquire not in self._freeing:
            spend(1 + len(self.routes) // _PASSED)
            found = tuple(each for each in self.routes if acquire.frees & each.bits)
            self._freeing[acquire] = found
        return self._freeing[acquire]

    def release_on(self, acquire: Acquire, route: Route) -> tuple[Call, Release] | None:
        """The release of the acquire on a way out."""
        key = (acquire, route)
        if key not in self._released:
            self._released[key] = release_on(self.facts, acquire, route)
        return self._released[key]

    def failure_before(self, acquire: Acquire, route: Route) -> Route | None:
        """The last way out with an error before the acquire."""
        failing = self._failing
        at = bisect_left(failing, min(acquire.call.line, route.leaving.line), key=_line)
        return failing[at - 1] if at else None

    def own_failure(self, acquire: Acquire, route: Route) -> Route | None:
        """The last way out before this one that is taken because the acquire failed."""
        failing = self._failing
        found, done = self._own.get(acquire, (None, acquire.call.line))
        first = bisect_left(failing, done, key=_line)
        stop = bisect_left(failing, route.leaving.line, key=_line)
        for other in failing[first:stop]:
            if is_own_failure(self.facts, acquire, other.leaving):
                found = other
        self._own[acquire] = found, max(done, route.leaving.line)  # exits are asked for in order
        return found

    def check_of(self, acquire: Acquire) -> Statement | None:
        """The first condition that looks at how the acquire went."""
        if acquire not in self._checks:
            self._checks[acquire] = first_check(self.facts, acquire)
        return self._checks[acquire]

    def is_held_on_entry(self, acquire: Acquire) -> bool:
        """Whether the caller has it already."""
        if acquire not in self._entry:
            self._entry[acquire] = is_held_on_entry(self.facts, acquire)
        return self._entry[acquire]

    def of_thing(self, thing: str) -> Sequence[Acquire]:
        """What acquires this very thing."""
        return self._of_thing.get(thing, ())

    def names_of(self, acquire: Acquire, line: int) -> frozenset[str] | None:
        """All names of what was acquired up to a line; ``None`` where it got another value."""
        key = (acquire, line)
        if key not in self._names:
            self._names[key] = names_of(self.facts, acquire, line)
        return self._names[key]

    def unused_release(self, acquire: Acquire) -> tuple[Statement, Call, Release] | None:
        """The label nothing goes to that the acquire is released behind, and the release."""
        if acquire not in self._unused:
            self._unused[acquire] = unused_release(self.facts, acquire)
        return self._unused[acquire]

    def spares(self, acquire: Acquire, callee: str) -> bool:
        """Whether the callee is of the same file and releases nothing the acquire made."""
        key = (callee, acquire.names)
        if key not in self._spared:
            found = cannot_release(callee, acquire.names, self._calls, self.pairs.by_release)
            self._spared[key] = found
        return self._spared[key]

    def makes_release(self, acquire: Acquire, callee: str) -> bool:
        """Whether the callee is of the same file and calls a release that is not of its own acquire."""
        key = (callee, acquire.call.callee, acquire.names)
        if key not in self._making:
            releases = {release.name for release in acquire.releases}
            found = can_release(callee, releases, acquire.call.callee, self._calls)
            self._making[key] = found
        return self._making[key]

    def undoes_another(self, acquire: Acquire, callee: str) -> bool:
        """Whether the callee releases what another kind of acquire of the function made."""
        return bool(self._releasers.get(callee, set()) - {acquire.call.callee})


def _line(route: Route) -> int:
    return route.leaving.line
