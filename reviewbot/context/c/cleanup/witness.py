"""What shows, in the function or by the table, that a release is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.cleanup.acquires import MANY, STRICT, Release
from reviewbot.context.c.cleanup.failing import is_own_failure
from reviewbot.context.c.cleanup.leak import Witness
from reviewbot.context.c.cleanup.owners import given_away
from reviewbot.context.c.cleanup.routes import fails, is_behind_label, unused_labels
from reviewbot.context.c.cleanup.spelling import bare, is_part, text_of
from reviewbot.context.c.flow import Out, after
from reviewbot.context.c.statements import Use
from reviewbot.knowledge.antonyms import ends_something

if TYPE_CHECKING:
    from reviewbot.context.c.cleanup.acquires import Acquire
    from reviewbot.context.c.cleanup.routes import Route
    from reviewbot.context.c.cleanup.view import View
    from reviewbot.context.c.statements import Call

_USUAL = 0.5  # shares of the callers that release
_SOME = 0.3


@dataclass(frozen=True, slots=True)
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
    if labels and (pair is None or pair.share >= _SOME):
        return Shown(Witness.LABELS, labels, main, text)
    if pair is None or pair.held < MANY or _undoes_otherwise(view, acquire, route, None):
        return None
    if pair.share >= STRICT:
        return Shown(Witness.RULE, "", main, text)
    usual = pair.share >= _USUAL and not pair.counted
    around = _released_around(view, acquire, route) if usual else ""
    if not around or given_away(view.function, acquire, route.leaving.line):
        return None
    return Shown(Witness.LADDER, around, main, text)


def same_label(view: View, acquire: Acquire, route: Route) -> str:
    """The label taken when the acquire failed, if another one leads to the same now."""
    if route.leaving.kind is not Out.GOTO:
        return ""
    mine = [step.call for step in route.way.steps]
    if any(not step.certain and _is_given(acquire.thing, step.call) for step in route.way.steps):
        return ""  # under a condition: it tells whether there is something to release
    call = acquire.call
    own = call.use is not Use.BARE
    before_it: Route | None = None
    for other in view.routes:
        if other.leaving.line >= route.leaving.line or not fails(view.function, other):
            continue
        if own and not (
            other.leaving.line >= call.line
            and is_own_failure(view.function, acquire, other.leaving)
        ):
            continue
        if own or other.leaving.line < call.line:
            before_it = other
    if before_it is None or before_it.leaving.text == route.leaving.text:
        return ""
    if mine != [step.call for step in before_it.way.steps]:
        return ""
    return before_it.leaving.text if before_it.leaving.kind is Out.GOTO else "return"


def _is_given(thing: str, call: Call) -> bool:
    return bool(thing) and any(is_part(bare(each), frozenset((thing,))) for each in call.arguments)


def _elsewhere(view: View, acquire: Acquire, route: Route, *, failing: bool) -> Shown | None:
    """Another way out of the function that does release."""
    line = route.leaving.line
    earlier: Shown | None = None
    for other in view.routes:
        if other.leaving.line == line or is_behind_label(view.function, other.leaving):
            continue
        if not failing and fails(view.function, other) is not False:
            continue
        found = _released_on(acquire, other)
        if found is None or _undoes_otherwise(view, acquire, route, other):
            continue
        call, release = found
        shown = _place(other, call, route)
        if other.leaving.line > line:
            return Shown(Witness.LATER, shown, release, text_of(call), call.arguments)
        earlier = Shown(Witness.EARLIER, shown, release, text_of(call), call.arguments)
    unused = _in_unused_label(view, acquire)
    if unused:
        return unused
    return earlier if earlier and not given_away(view.function, acquire, line) else None


def _place(other: Route, release: Call, route: Route) -> str:
    """Where a release on another way stands: behind its label, unless this way takes that, too."""
    by_label = other.leaving.kind is Out.GOTO and any(s.call == release for s in other.way.steps)
    taken = route.leaving.kind is Out.GOTO and route.leaving.text == other.leaving.text
    return other.leaving.text if by_label and not taken else f"line {release.line}"


def _released_on(acquire: Acquire, route: Route) -> tuple[Call, Release] | None:
    """The release on another way that surely has the acquire."""
    after_it = False
    for step in route.steps:
        if step.call == acquire.call:
            after_it = True
            continue
        found = acquire.released_by(step.call) if after_it else None
        if found:
            return step.call, found
    return None


def _in_unused_label(view: View, acquire: Acquire) -> Shown | None:
    for label in unused_labels(view.function):
        if label.line < acquire.call.line:
            continue
        for way in after(view.function, label.text):
            for step in way.steps:
                found = acquire.released_by(step.call)
                if found:
                    return Shown(Witness.LATER, label.text, found, text_of(step.call))
    return None


def _undoes_otherwise(view: View, acquire: Acquire, route: Route, other: Route | None) -> bool:
    """Whether a function of the driver's own cleans up here, and not on the other way."""
    there = {step.call.callee for step in other.steps} if other else set()
    return any(
        ends_something(step.call.callee)
        and step.call.callee not in view.pairs.by_release
        and step.call.callee not in there
        and not view.spares(acquire, step.call.callee)
        for step in route.way.steps
    )


def _released_around(view: View, acquire: Acquire, route: Route) -> str:
    """The label or call here that releases what another call acquired."""
    for other in view.acquires:
        if other.call.line > route.leaving.line or other.call.callee == acquire.call.callee:
            continue
        for step in route.way.steps:
            if other.released_by(step.call):
                return route.leaving.text if route.leaving.kind is Out.GOTO else step.call.callee
    return ""
