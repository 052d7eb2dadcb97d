"""Who has the thing by then: whether it was released, or may be, or belongs to somebody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.cleanup.spelling import (
    NAME,
    bare,
    is_base,
    is_local,
    is_part,
    last,
    root,
)
from reviewbot.knowledge.antonyms import ends_something, may_keep
from reviewbot.knowledge.owners import dropped_by, ends_owner, hands_over
from reviewbot.knowledge.pairs import RESULT

if TYPE_CHECKING:
    from reviewbot.context.c.cleanup.acquires import Acquire
    from reviewbot.context.c.cleanup.routes import Route
    from reviewbot.context.c.cleanup.view import View
    from reviewbot.context.c.flow import Function
    from reviewbot.context.c.statements import Call


def let_go(view: View, acquire: Acquire, route: Route, *, alike: bool) -> bool:
    """Whether the thing is released on the way, or may be, or is not the one acquired any more.

    ``alike``: the label is the one gone to when the acquire failed: nothing behind it is for it.
    """
    names = _aliases(view.function, acquire, route.leaving.line)
    if names is None or (route.way.value and bare(route.way.value) in names):
        return True
    after_it = False
    behind = len(route.start)
    guards = route.leaving.guards
    branch = guards[-1].line if guards else route.leaving.line
    for index, step in enumerate(route.steps):
        call = step.call
        if call == acquire.call:
            after_it = True
        elif after_it:
            leaving = not alike if index >= behind else call.line > branch
            if _may_release(view, acquire, call, names, leaving=leaving):
                return True
    return not after_it


def is_held_on_entry(function: Function, acquire: Acquire) -> bool:
    """Whether the function releases it first: its caller has it, and wants it back."""
    for call in function.calls:
        if call.line > acquire.call.line or call == acquire.call:
            return False
        again = call.callee == acquire.call.callee
        if again and set(map(bare, call.arguments)) >= {acquire.thing} - {""}:
            return False
        if acquire.released_by(call):
            return True
    return False


def given_away(function: Function, acquire: Acquire, stop: int) -> bool:
    """Whether something got hold of the thing before line ``stop`` that may keep it."""
    start = acquire.call.line
    main = acquire.releases[0].pair
    if not acquire.thing or (main and all(origin != RESULT for _, origin in main.takes)):
        return False  # a state, not a thing: it stays
    if not is_local(function, acquire.thing):
        return True
    for each in function.assignments:
        if start < each.line < stop and bare(each.value) == acquire.thing:
            return True
    return any(
        start < call.line <= stop
        and call != acquire.call
        and may_keep(call.callee)
        and any(
            bare(raw) == acquire.thing
            or (raw.startswith("&") and bare(raw).startswith(f"{acquire.thing}->"))
            for raw in call.arguments
        )
        for call in function.calls
    )


def _aliases(function: Function, acquire: Acquire, stop: int) -> frozenset[str] | None:  # noqa: C901  two passes over the assignments
    """All names of the thing; ``None`` where it got another value since."""
    names = {acquire.thing}
    for each in function.assignments:
        if each.line < acquire.call.line or each.line > stop:
            continue
        target, value = bare(each.target), bare(each.value)
        if each.line > acquire.call.line and target == acquire.thing and acquire.thing:
            return None
        if value in names:
            names.add(target)
        elif target in names and NAME.match(value):
            names.add(value)
    for each in function.assignments:  # names it had before
        if each.line < acquire.call.line:
            target, value = bare(each.target), bare(each.value)
            if value in names and value:
                names.add(target)
            elif target in names and re.match(r"[a-z_][\w>.-]*$", value):
                names.add(value)
    if acquire.call.target and not any(
        each.line > acquire.call.line and bare(each.target) == bare(acquire.call.target)
        for each in function.assignments
    ):
        names.add(bare(acquire.call.target))
    return frozenset(names)


def _may_release(  # noqa: C901, PLR0911  each a reason
    view: View, acquire: Acquire, call: Call, names: frozenset[str], *, leaving: bool
) -> bool:
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
    if _ends_for_others(callee, arguments, names):
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


def _share_owner(argument: str, names: frozenset[str]) -> bool:
    """Whether the argument is, or is a member of, the object one of the names is a member of."""
    return is_part(argument, names) or any(
        root(name) == root(argument) and name != root(name) for name in names
    )
