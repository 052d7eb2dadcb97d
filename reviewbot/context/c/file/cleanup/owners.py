"""Who has the thing by then: whether it was released, or may be, or belongs to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.spelling import (
    NAME,
    bare,
    is_base,
    is_part,
    last,
    root,
)
from reviewbot.knowledge.antonyms import ends_something
from reviewbot.knowledge.owners import dropped_by, drops_embedded, ends_owner, hands_over
from reviewbot.knowledge.pairs import RESULT
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.file.cleanup.acquires import Acquire
    from reviewbot.context.c.file.cleanup.facts import Facts
    from reviewbot.context.c.file.cleanup.routes import Route
    from reviewbot.context.c.file.cleanup.view import View
    from reviewbot.context.c.file.statements import Call


_THING = regex(r"[a-z_][\w>.-]*$")
_PASSED = 8  # steps passed in the time of one
_MAY_RELEASE = 5  # steps it takes to look at one call


def let_go(view: View, acquire: Acquire, route: Route, *, alike: bool) -> bool:
    """Whether the thing is released on the way, or may be, or is not the one acquired any more.

    ``alike``: the label is the one gone to when the acquire failed: nothing behind it is for it.
    """
    names = view.names_of(acquire, route.leaving.line)
    if names is None or (route.way.value and bare(route.way.value) in names):
        return True
    guards = route.leaving.guards
    branch = guards[-1].line if guards else route.leaving.line
    after_it = False
    start = route.start.steps if route.start.passed & view.matter else ()
    way = route.way.steps if route.behind & view.matter else ()
    spend(1 + (len(start) + len(way)) // _PASSED)
    for step in start:
        bit = view.facts.bit(step.call)
        if bit == acquire.bit:
            after_it = True
        elif after_it and bit & view.matter:
            leaving = step.call.line > branch
            if _may_release(view, acquire, step.call, names, leaving=leaving):
                return True
    return any(
        view.facts.bit(step.call) & view.matter & ~acquire.bit
        and _may_release(view, acquire, step.call, names, leaving=not alike)
        for step in way
    )


def is_held_on_entry(facts: Facts, acquire: Acquire) -> bool:
    """Whether the function releases it first: its caller has it, and wants it back."""
    before = acquire.frees & (acquire.bit - 1)  # calls are numbered in source order
    first = before & -before
    thing = {acquire.thing} - {""}
    return bool(before) and not any(
        facts.bit(call) < first and thing.issubset(map(bare, call.arguments))
        for call in facts.named(acquire.call.callee)
    )


def given_away(facts: Facts, acquire: Acquire, stop: int) -> bool:
    """Whether something got hold of the thing before line ``stop`` that may keep it."""
    start, thing = acquire.call.line, acquire.thing
    main = acquire.releases[0].pair
    if not thing or (main and all(origin != RESULT for _, origin in main.takes)):
        return False  # a state, not a thing: it stays
    if not facts.is_local(thing) or facts.assigned.is_stored(thing, start, stop - 1):
        return True
    spend(len(facts.keeping))
    return any(
        start < call.line <= stop
        and call != acquire.call
        and any(
            bare(raw) == thing or (raw.startswith("&") and bare(raw).startswith(f"{thing}->"))
            for raw in call.arguments
        )
        for call in facts.keeping
    )


def names_of(facts: Facts, acquire: Acquire, stop: int) -> frozenset[str] | None:
    """All names of the thing up to a line; ``None`` where it got another value since."""
    line, thing = acquire.call.line, acquire.thing
    if thing and facts.assigned.is_set(thing, line, stop):
        return None
    names = {thing}

    def since(at: int, target: str, value: str) -> str | None:
        if at < line or at > stop:
            return None
        if value in names:
            return target
        return value if target in names and NAME.match(value) else None

    def before(at: int, target: str, value: str) -> str | None:
        if at >= line:
            return None
        if value in names and value:
            return target
        return value if target in names and _THING.match(value) else None

    facts.assigned.follow(names, since)
    facts.assigned.follow(names, before)
    target = bare(acquire.call.target or "")
    if acquire.call.target and not facts.assigned.is_set(target, line, facts.function.stop):
        names.add(target)
    return frozenset(names)


def _may_release(  # noqa: C901, PLR0911  each a reason
    view: View, acquire: Acquire, call: Call, names: frozenset[str], *, leaving: bool
) -> bool:
    spend(_MAY_RELEASE + len(names))
    arguments = [bare(each) for each in call.arguments]
    for release in acquire.releases:
        if call.callee == release.name:
            if release.place < 0 or release.place >= len(arguments):
                return True
            if last(arguments[release.place]) in {last(name) for name in names}:
                return True
    callee = call.callee
    if callee == acquire.call.callee:
        return False
    if callee in acquire.others:
        return True
    if _ends_for_others(callee, arguments, names) or _ends_embedded(view.facts, call, names):
        return True
    if view.makes_release(acquire, callee) and (
        leaving or any(each in names or is_base(each, names) for each in arguments)
    ):
        return True
    if not ends_something(callee) or view.spares(acquire, callee):
        return False
    undoes_another = view.undoes_another(acquire, callee)
    released = view.pairs.by_release.get(callee, ())
    undoes_member = bool(released) and not any(pair.counted for pair in released)
    if any(
        (argument in names and not undoes_another)
        or (raw.startswith("&") and is_part(argument, names) and not undoes_member)
        for raw, argument in zip(call.arguments, arguments, strict=True)
    ):
        return True
    given = {bare(each) for each in acquire.call.arguments} - {acquire.thing}
    if leaving and not undoes_another and not given.isdisjoint(arguments):
        return True  # undone by something else it was given
    if callee in view.pairs.by_release or undoes_another:
        return False
    # the driver's own: it may undo anything, and does so on the way out
    return leaving or any(is_base(argument, names) for argument in arguments)


def _ends_for_others(callee: str, arguments: list[str], names: frozenset[str]) -> bool:
    """Whether the call is no release of the thing, and ends it all the same."""
    if hands_over(callee):
        return any(is_part(each, names) for each in arguments)
    if ends_owner(callee):
        return any(_share_owner(each, names) for each in arguments)
    return dropped_by(callee) in [n for n, each in enumerate(arguments) if each in names]


def _ends_embedded(facts: Facts, call: Call, names: frozenset[str]) -> bool:
    """Whether the call drops a reference of what is embedded in the thing, by whatever name."""
    if not (drops_embedded(call.callee) or ends_owner(call.callee)):
        return False
    for raw in call.arguments:
        assigned = facts.assigned.last(raw, call.line)
        written = assigned.value if assigned else raw
        if written.startswith("&") and is_part(bare(written), names):
            return True
    return False


def _share_owner(argument: str, names: frozenset[str]) -> bool:
    """Whether the argument is, or is a member of, the object one of the names is a member of."""
    return is_part(argument, names) or any(
        root(name) == root(argument) and name != root(name) for name in names
    )
