"""What a function acquires and still has when it succeeds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.cleanup.spelling import NAME, bare, root
from reviewbot.context.c.flow import Out, Step, before
from reviewbot.context.c.statements import Use
from reviewbot.context.c.teardown.thing import last, thing_of
from reviewbot.knowledge.antonyms import is_backward, is_managed, may_keep
from reviewbot.knowledge.load import table
from reviewbot.knowledge.pairs import RESULT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reviewbot.context.c.flow import Function
    from reviewbot.context.c.statements import Call
    from reviewbot.knowledge.pairs import Pair, Pairs

_SUCCESS = ("0", "", "true")


def held(
    function: Function, pairs: Pairs, releases: Callable[[str], frozenset[str]]
) -> Iterator[tuple[Call, Pair]]:
    """The acquires not released again on any way that may succeed, with what would release them.

    ``releases`` gives the names of all that may release what a call acquires. References counted
    are left out, and what is managed.
    """
    names = {call.callee for call in function.calls}
    managed = {each.name for each in function.managed}
    successes = tuple(_successes(function))
    for call in function.calls:
        pair = _pair(call, pairs)
        if pair is None or is_managed(call.callee) or _is_managed_by(names, call.callee):
            continue
        thing = thing_of(call, pair)
        if pair.takes and (not thing or root(thing) in managed or _is_made_once(function, call)):
            continue
        ways = [way for way in successes if any(step.call == call for step in way)]
        ends = releases(call.callee)
        if ways and not any(_releases_in(way, ends, thing) for way in ways):
            yield call, pair


def own_release(function: Function, acquire: Call, pair: Pair) -> int:
    """The line of the release behind the acquire in the same function; 0 if there is none."""
    thing = thing_of(acquire, pair)
    for call in function.calls:
        if call.callee == pair.release and call.line > acquire.line:
            given = {last(each) for each in call.arguments}
            if not pair.takes or last(thing) in given:
                return call.line
    return 0


def is_passed_on(function: Function, acquire: Call, pair: Pair) -> bool:
    """Whether something else got the thing that may keep it; a state stays with its thing."""
    thing = thing_of(acquire, pair)
    if not thing or all(origin != RESULT for _, origin in pair.takes):
        return False
    return acquire.use is Use.ARGUMENT or any(
        call.line >= acquire.line
        and call != acquire
        and may_keep(call.callee)
        and any(
            bare(each) == thing or bare(each).startswith(f"{thing}->") for each in call.arguments
        )
        for call in function.calls
    )


def _pair(call: Call, pairs: Pairs) -> Pair | None:
    """What most counterparts release it with."""
    found = pairs.by_acquire.get(call.callee, ())
    best = max(found, key=lambda pair: pair.teardowns, default=None)
    if best is None or is_backward(call.callee, best.release) or _is_loose(call.callee):
        return None
    back = pairs.by_acquire.get(best.release, ())
    if any(pair.release == call.callee for pair in back):
        return None  # a switch, which may as well have been on before
    return None if any(pair.counted for pair in found) else best


def _is_made_once(function: Function, acquire: Call) -> bool:
    """Whether it is acquired only where it is not there yet: ``if (!queue) queue = ...``."""
    target = last(acquire.target or "")
    return bool(target) and any(
        target in map(last, re.split(r"&&|\|\|", condition.text))
        and any(acquire in each.calls for inside in condition.blocks[0] for each in inside.walk())
        for condition in function.conditions
    )


def _is_loose(acquire: str) -> bool:
    return any(acquire.startswith(tuple(entry["prefixes"])) for entry in table("teardown")["loose"])


def _is_managed_by(names: set[str], acquire: str) -> bool:
    return any(
        entry["call"] in names and acquire.startswith(tuple(entry["prefixes"]))
        for entry in table("teardown")["managed_by"]
    )


def _successes(function: Function) -> Iterator[tuple[Step, ...]]:
    """The steps of each way through that may succeed.

    A variable may hold success or an error: such a return counts where no other one is a success.
    """
    sure: list[tuple[Step, ...]] = []
    doubtful: list[tuple[Step, ...]] = []
    for leaving in function.exits:
        if leaving.kind is Out.END:
            sure.append(_to_end(function))
            continue
        for way in leaving.ways:
            steps = (*before(function, leaving.line), *way.steps)
            if way.value is None or way.value in _SUCCESS:
                sure.append(steps)
            elif not leaving.guards:
                (doubtful if NAME.match(way.value) else sure).append(steps)
    yield from sure or doubtful


def _to_end(function: Function) -> tuple[Step, ...]:
    if not function.statements:
        return ()
    end = function.statements[-1]
    inner = (Step(call, certain=False) for each in end.walk() for call in each.calls)
    return (*before(function, end.line), *inner)


def _releases_in(way: Iterable[Step], releases: frozenset[str], thing: str) -> bool:
    """Whether it is released on the way: before the acquire as well, which then only restores."""
    return any(
        step.call.callee in releases
        and (not thing or last(thing) in map(last, step.call.arguments))
        for step in way
    )
