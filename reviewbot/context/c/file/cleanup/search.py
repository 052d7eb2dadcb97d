"""The search for leaks: way out by way out, acquire by acquire."""

from __future__ import annotations

import re
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.acquires import acquires
from reviewbot.context.c.file.cleanup.bypass import bypassed, orphaned
from reviewbot.context.c.file.cleanup.facts import Facts
from reviewbot.context.c.file.cleanup.failing import (
    goes_on_elsewhere,
    is_checked,
    is_failure_of_another,
    is_own_failure,
    undone_by_then,
)
from reviewbot.context.c.file.cleanup.forgotten import is_of_forgotten
from reviewbot.context.c.file.cleanup.leak import Leak
from reviewbot.context.c.file.cleanup.owners import let_go
from reviewbot.context.c.file.cleanup.spelling import bare, looked_at
from reviewbot.context.c.file.cleanup.view import View
from reviewbot.context.c.file.cleanup.witness import same_label, witness
from reviewbot.knowledge.opposed import Endings
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.file.cleanup.acquires import Acquire
    from reviewbot.context.c.file.cleanup.routes import Route
    from reviewbot.context.c.file.cleanup.witness import Shown
    from reviewbot.context.c.file.function import Exit, Function
    from reviewbot.knowledge.pairs import Pairs


_NONE = Endings()
_LEAK = 20  # steps it takes to look at one acquire on one way out


def leaks(
    function: Function,
    pairs: Pairs,
    known: Endings = _NONE,
    calls: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> tuple[Leak, ...]:
    """The leaks of a function, in the order of the exits, one for each exit and thing.

    ``known`` are functions of the same file: some may be opposites of what is called. ``calls`` are
    what those call, see ``helpers.MadeCalls``.
    """
    if function.hides_jumps or function.partial:
        return ()
    facts = Facts(function)
    acquired = tuple(acquires(facts, pairs, known))
    if not acquired and not function.labels:
        return ()  # as of most functions
    view = View(facts, acquired, pairs, calls)
    found = tuple(_acquired(view))
    said = {(leak.leaving.line, leak.release) for leak in found}
    more = (*bypassed(view), *orphaned(view))
    return (*found, *(leak for leak in more if (leak.leaving.line, leak.release) not in said))


def _acquired(view: View) -> Iterator[Leak]:
    """What is certain to have been acquired on a way out, and is not released on it."""
    for leaving, routes in groupby(view.routes, key=lambda route: route.leaving):
        if _says_nothing(view, leaving):
            continue
        said: set[tuple[str, str]] = set()
        for acquire, counting in view.candidates.on(tuple(routes)):
            key = (acquire.thing, acquire.call.callee)
            if key in said or _is_excused(view, acquire, leaving):
                continue
            leak = _leak(view, acquire, counting)
            if leak:
                said.add(key)
                yield leak


def _says_nothing(view: View, leaving: Exit) -> bool:
    """Whether the work goes on elsewhere, or a call has undone everything."""
    return goes_on_elsewhere(leaving) or undone_by_then(view.facts, leaving)


def _is_excused(view: View, acquire: Acquire, leaving: Exit) -> bool:
    """Whether this exit is taken because the acquire itself failed, or cannot be attributed."""
    return (
        view.is_held_on_entry(acquire)
        or is_own_failure(view.facts, acquire, leaving)
        or is_of_forgotten(view.facts, acquire.call, leaving)
        or is_failure_of_another(view, acquire, leaving)
        or not is_checked(view, acquire, leaving)
    )


def _shows_none(leaving: Exit, found: Shown) -> bool:
    """Whether the way out is taken because something the release needs is not there."""
    tested = looked_at(leaving.guards[-1].text) if leaving.guards else ""
    names = {bare(each) for each in found.arguments}
    return any(re.search(rf"!\(*{re.escape(name)}(?![\w.\[(-])", tested) for name in names if name)


def _leak(view: View, acquire: Acquire, routes: Sequence[Route]) -> Leak | None:
    """The leak of a way out; where the code behind its label branches, all branches must have it."""
    found: Shown | None = None
    spend(_LEAK)
    for route in routes:
        failing = bool(route.fails)
        alike = failing and bool(same_label(view, acquire, route))
        if let_go(view, acquire, route, alike=alike):
            return None
        found = found or witness(view, acquire, route, failing=failing)
    if found is None or _shows_none(routes[0].leaving, found):
        return None
    return Leak(
        acquire.call,
        acquire.thing,
        found.text,
        routes[0].leaving,
        found.witness,
        found.at,
        found.release.pair,
    )
