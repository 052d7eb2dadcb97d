"""The search for leaks: way out by way out, acquire by acquire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.cleanup.bypass import bypassed, orphaned
from reviewbot.context.c.cleanup.failing import is_checked, is_own_failure, undone_by_then
from reviewbot.context.c.cleanup.leak import Leak
from reviewbot.context.c.cleanup.owners import let_go
from reviewbot.context.c.cleanup.routes import fails
from reviewbot.context.c.cleanup.view import view
from reviewbot.context.c.cleanup.witness import same_label, witness
from reviewbot.knowledge.antonyms import is_pending

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.cleanup.acquires import Acquire
    from reviewbot.context.c.cleanup.routes import Route
    from reviewbot.context.c.cleanup.view import View
    from reviewbot.context.c.flow import Function
    from reviewbot.knowledge.pairs import Pairs


def leaks(
    function: Function, pairs: Pairs, known: frozenset[str] = frozenset()
) -> tuple[Leak, ...]:
    """The leaks of a function, in the order of the exits, one for each exit and thing.

    ``known`` are names of functions of the same file: some may be opposites of what is called.
    """
    if function.hides_jumps or function.partial:
        return ()
    seen = view(function, pairs, known)
    found = tuple(_acquired(seen))
    said = {(leak.leaving.line, leak.release) for leak in found}
    more = (*bypassed(seen), *orphaned(seen))
    return (*found, *(leak for leak in more if (leak.leaving.line, leak.release) not in said))


def _acquired(view: View) -> Iterator[Leak]:
    """What is certain to have been acquired on a way out, and is not released on it."""
    said: set[tuple[int, str, str]] = set()
    for route in view.routes:
        made = {step.call for step in route.start if step.certain}
        for acquire in view.acquires:
            key = (route.leaving.line, acquire.thing, acquire.call.callee)
            if acquire.call not in made or key in said:
                continue
            leak = _leak(view, acquire, route)
            if leak:
                said.add(key)
                yield leak


def _leak(view: View, acquire: Acquire, route: Route) -> Leak | None:
    function, leaving = view.function, route.leaving
    if any(is_pending(guard.text) for guard in leaving.guards) or undone_by_then(function, leaving):
        return None
    failing = fails(function, route)
    if failing is None or not (failing or acquire.is_momentary):
        return None
    alike = failing and bool(same_label(view, acquire, route))
    if let_go(view, acquire, route, alike=alike) or is_own_failure(function, acquire, leaving):
        return None
    if not is_checked(function, acquire, leaving):
        return None
    shown = witness(view, acquire, route, failing=failing)
    if shown is None:
        return None
    return Leak(
        acquire.call,
        acquire.thing,
        shown.text,
        leaving,
        shown.witness,
        shown.at,
        shown.release.pair,
    )
