"""What shows, in the function or by the table, that a release is missing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.context.c.file.cleanup.acquires import MANY, SOME, STRICT, USUAL, Release
from reviewbot.context.c.file.cleanup.leak import Witness
from reviewbot.context.c.file.cleanup.owners import given_away
from reviewbot.context.c.file.cleanup.spelling import bare, is_part, text_of
from reviewbot.context.c.file.function import ExitKind
from reviewbot.context.c.file.statements import Use
from reviewbot.frozen import frozen
from reviewbot.knowledge.antonyms import ends_something
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.c.file.cleanup.acquires import Acquire
    from reviewbot.context.c.file.cleanup.routes import Route
    from reviewbot.context.c.file.cleanup.view import View
    from reviewbot.context.c.file.statements import Call

_PASSED = 8  # steps passed in the time of one


@frozen
class Shown:
    """A witness, the label or line it is at, and the release it shows, as it is spelled there.

    ``arguments`` are those the release gets there, none where it is spelled by the table.
    """

    witness: Witness
    at: str
    release: Release
    text: str
    arguments: tuple[str, ...] = ()


def witness(view: View, acquire: Acquire, route: Route, *, failing: bool) -> Shown | None:
    """The best witness against a way out that does not release."""
    found = _elsewhere(view, acquire, route, failing=failing)
    if found or not failing:
        return found
    main = acquire.releases[0]
    pair = main.pair
    text = acquire.spell(main)
    labels = same_label(view, acquire, route)
    if labels and (pair is None or pair.share >= SOME):
        return Shown(Witness.LABELS, labels, main, text)
    if pair is None or pair.held < MANY or _own_cleanups(view, acquire, route):
        return None
    if pair.share >= STRICT:
        return Shown(Witness.RULE, "", main, text)
    usual = pair.share >= USUAL and not pair.counted
    around = _released_around(view, acquire, route) if usual else ""
    if not around or given_away(view.facts, acquire, route.leaving.line):
        return None
    return Shown(Witness.LADDER, around, main, text)


def same_label(view: View, acquire: Acquire, route: Route) -> str:
    """The label taken when the acquire failed, if another one leads to the same now."""
    if route.leaving.kind is not ExitKind.GOTO:
        return ""
    own = acquire.call.use is not Use.BARE
    before_it = view.own_failure(acquire, route) if own else view.failure_before(acquire, route)
    if before_it is None or before_it.leaving.text == route.leaving.text:
        return ""
    if route.behind != before_it.behind or _calls(route) != _calls(before_it):
        return ""
    if any(not step.certain and _is_given(acquire.thing, step.call) for step in route.way.steps):
        return ""  # under a condition: it tells whether there is something to release
    return before_it.leaving.text if before_it.leaving.kind is ExitKind.GOTO else "return"


def _calls(route: Route) -> list[Call]:
    spend(1 + len(route.way.steps) // _PASSED)
    return [step.call for step in route.way.steps]


def _is_given(thing: str, call: Call) -> bool:
    spend()
    return bool(thing) and any(is_part(bare(each), frozenset((thing,))) for each in call.arguments)


def _elsewhere(view: View, acquire: Acquire, route: Route, *, failing: bool) -> Shown | None:
    """Another way out of the function that does release."""
    line = route.leaving.line
    ways = view.freeing(acquire)
    first = bisect_right(ways, line, key=_line)
    later = _released_by(view, acquire, route, ways[first:], failing=failing)
    if later:
        return _shown(Witness.LATER, view, route, later)
    unused = view.unused_release(acquire)
    if unused:
        label, call, release = unused
        return Shown(Witness.LATER, label.text, release, text_of(call))
    before = ways[: bisect_left(ways, line, key=_line)]
    earlier = _released_by(view, acquire, route, reversed(before), failing=failing)
    if earlier and not given_away(view.facts, acquire, line):
        return _shown(Witness.EARLIER, view, route, earlier)
    return None


def _line(route: Route) -> int:
    return route.leaving.line


class _Freed(NamedTuple):
    """Another way out and the release on it."""

    route: Route
    call: Call
    release: Release


def _shown(kind: Witness, view: View, route: Route, freed: _Freed) -> Shown:
    """Where a release on another way stands: behind its label, unless this way takes that, too."""
    goto, mine, call = freed.route.leaving, route.leaving, freed.call
    by_label = goto.kind is ExitKind.GOTO and bool(freed.route.behind & view.facts.bit(call))
    taken = mine.kind is ExitKind.GOTO and mine.text == goto.text
    at = goto.text if by_label and not taken else f"line {call.line}"
    return Shown(kind, at, freed.release, text_of(call), call.arguments)


def _released_by(
    view: View, acquire: Acquire, route: Route, others: Iterable[Route], *, failing: bool
) -> _Freed | None:
    """The first of the other ways that releases, where nothing else here may stand for it."""
    own: tuple[str, ...] | None = None
    for other in others:
        spend()
        if view.facts.is_behind_label(other.leaving) or (not failing and other.fails is not False):
            continue
        own = _own_cleanups(view, acquire, route) if own is None else own
        if any(not view.facts.bits_named(name) & other.bits for name in own):
            continue  # a function of the driver's own cleans up here, and not on the other way
        found = view.release_on(acquire, other)
        if found:
            return _Freed(other, *found)
    return None


def _own_cleanups(view: View, acquire: Acquire, route: Route) -> tuple[str, ...]:
    """The functions of the driver's own called behind the exit that may clean up."""
    spend(1 + len(route.way.steps) // _PASSED)
    return tuple(
        step.call.callee
        for step in route.way.steps
        if ends_something(step.call.callee)
        and step.call.callee not in view.pairs.by_release
        and not view.spares(acquire, step.call.callee)
    )


def _released_around(view: View, acquire: Acquire, route: Route) -> str:
    """The label or call here that releases what another call acquired."""
    for other in view.acquires:
        spend()
        if not other.frees & route.behind:
            continue
        if other.call.line > route.leaving.line or other.call.callee == acquire.call.callee:
            continue
        for step in route.way.steps:
            if other.released_by(step.call):
                return (
                    route.leaving.text if route.leaving.kind is ExitKind.GOTO else step.call.callee
                )
    return ""
