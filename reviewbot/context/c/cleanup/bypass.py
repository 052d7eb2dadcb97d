"""Returns that leave out a release the gotos around them lead to, whatever acquired it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.cleanup.failing import undone_by_then
from reviewbot.context.c.cleanup.leak import Leak, Witness
from reviewbot.context.c.cleanup.routes import fails, is_behind_label, released, unused_labels
from reviewbot.context.c.cleanup.spelling import NAME, bare, is_local, looked_at, mentions, root
from reviewbot.context.c.flow import Out, after
from reviewbot.knowledge.antonyms import ends_something, is_pending, may_keep
from reviewbot.knowledge.owners import dropped_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.cleanup.view import View
    from reviewbot.context.c.flow import Exit, Function, Guard
    from reviewbot.context.c.statements import Call


def bypassed(view: View) -> Iterator[Leak]:
    """Returns amid gotos that lead to a release they leave out."""
    function = view.function
    gotos = [w for w in view.routes if w.leaving.kind is Out.GOTO and fails(function, w)]
    for route in view.routes:
        leaving = route.leaving
        if leaving.kind is not Out.RETURN or not leaving.guards or not fails(function, route):
            continue
        if any(is_pending(guard.text) for guard in leaving.guards):
            continue
        done = {step.call.callee for step in route.steps}
        earlier = [w for w in gotos if w.leaving.line < leaving.line]
        later = [released(w.way) for w in gotos if w.leaving.line > leaving.line]
        for label in unused_labels(function):
            later += [released(way) for way in after(function, label.text)]
        if not earlier or not (later or _is_last(function, earlier[-1].leaving, leaving)):
            continue
        last = earlier[-1]
        for text, call in released(last.way).items():
            if call.callee in done or not ends_something(call.callee):
                continue
            kept = _passed_on(function, call, last.leaving.line, leaving.line)
            kept = kept or not (later or _is_local(function, call))
            if (
                all(text in each for each in later)
                and not kept
                and not _looks_at(leaving.guards, call)
            ):
                yield Leak(None, "", text, leaving, Witness.BYPASS, last.leaving.text, None)


def orphaned(view: View) -> Iterator[Leak]:
    """The return in front of the gotos that pass a label nothing goes to, or behind them all."""
    function = view.function
    last_goto = max((each.line for each in function.gotos), default=0)
    for label in unused_labels(function):
        ways = after(function, label.text)
        for text, call in {k: v for way in ways for k, v in released(way).items()}.items():
            later = [
                route.leaving.line
                for route in view.routes
                if route.leaving.kind is Out.GOTO and text in released(route.way)
            ]
            first, stop = (0, min(later)) if later else (last_goto, label.line)
            returns = [
                route
                for route in view.routes
                if first < route.leaving.line < stop
                and route.leaving.kind is Out.RETURN
                and route.leaving.guards
                and fails(function, route)
            ]
            if not returns or not ends_something(call.callee):
                continue
            last = max(returns, key=lambda route: route.leaving.line)
            done = {step.call.callee for step in last.steps}
            if call.callee not in done and not _looks_at(last.leaving.guards, call):
                yield Leak(None, "", text, last.leaving, Witness.BYPASS, label.text, None)


def _is_last(function: Function, goto: Exit, leaving: Exit) -> bool:
    """Whether a return behind the last goto stands where another goto is to be expected."""
    around = goto.guards[:-1]
    start = leaving.guards[-1].line
    return (
        leaving.guards[: len(around)] == around
        and not is_behind_label(function, leaving)
        and not undone_by_then(function, leaving)
        and not any(
            start <= call.line <= leaving.line and ends_something(call.callee)
            for call in function.calls
        )
    )


def _is_local(function: Function, release: Call) -> bool:
    """Whether nothing the release gets is kept in a variable of the file."""
    things = [bare(each) for each in release.arguments]
    return all(is_local(function, each) for each in things if NAME.match(root(each)))


def _passed_on(function: Function, release: Call, start: int, stop: int) -> bool:
    """Whether in between something got hold of what the release gets."""
    things = {bare(each) for each in release.arguments}
    return any(
        start < call.line <= stop
        and (may_keep(call.callee) or dropped_by(call.callee) is not None)
        and not things.isdisjoint(map(bare, call.arguments))
        for call in function.calls
    ) or any(
        start < each.line <= stop and bare(each.value) in things for each in function.assignments
    )


def _looks_at(guards: Sequence[Guard], release: Call) -> bool:
    """Whether a condition tests what the release gets: it may be what was not acquired."""
    things = {bare(each) for each in release.arguments} - {""}
    return any(mentions(looked_at(guard.text), each) for guard in guards for each in things)
