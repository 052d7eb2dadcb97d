"""What a function acquires and still has when it succeeds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.spelling import NAME, bare, root
from reviewbot.context.c.file.flow import starts
from reviewbot.context.c.file.function import ExitKind, PathStep
from reviewbot.context.c.file.statements import Use
from reviewbot.context.c.file.teardown.thing import last, thing_of
from reviewbot.knowledge.antonyms import is_backward, is_managed
from reviewbot.knowledge.load import table
from reviewbot.knowledge.pairs import RESULT
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reviewbot.context.c.file.cleanup.facts import Facts
    from reviewbot.context.c.file.function import Exit, ExitPath
    from reviewbot.context.c.file.statements import Call, Statement
    from reviewbot.knowledge.pairs import Pair, Pairs

_SUCCESS = ("0", "", "true")
_PASSED = 8  # ways or calls passed in the time of one step


class Held:
    """The acquires of one function."""

    def __init__(self, facts: Facts, pairs: Pairs) -> None:
        self._facts = facts
        self._pairs = pairs
        self._given: dict[str, dict[str, int]] = {}

    def calls(self, releases: Callable[[str], frozenset[str]]) -> Iterator[tuple[Call, Pair]]:
        """The acquires not released again on any way that may succeed, with what would release them.

        ``releases`` gives the names of all that may release what a call acquires. References
        counted are left out, and what is managed.
        """
        managed = {each.name for each in self._facts.function.managed}
        for call in self._facts.function.calls:
            spend()
            pair = _pair(call, self._pairs)
            if pair is None or is_managed(call.callee) or self._is_managed(call.callee):
                continue
            thing = thing_of(call, pair)
            if pair.takes and (not thing or root(thing) in managed or self._is_made_once(call)):
                continue
            bit = self._facts.bit(call)
            spend(len(self._successes) // _PASSED)
            ways = [way for way in self._successes if way & bit]
            if ways:
                ends = self._releasing(releases(call.callee), thing)
                if not any(way & ends for way in ways):
                    yield call, pair

    def own_release(self, acquire: Call, pair: Pair) -> int:
        """The line of the release behind the acquire in the same function; 0 if there is none."""
        name = last(thing_of(acquire, pair)) if pair.takes else None
        lines = self._lines.get((pair.release, name), ())
        at = bisect_right(lines, acquire.line)
        return lines[at] if at < len(lines) else 0

    def is_passed_on(self, acquire: Call, pair: Pair) -> bool:
        """Whether something else got the thing that may keep it; a state stays with its thing."""
        thing = thing_of(acquire, pair)
        if not thing or all(origin != RESULT for _, origin in pair.takes):
            return False
        if acquire.use is Use.ARGUMENT:
            return True
        spend(len(self._facts.keeping))
        return any(
            call.line >= acquire.line
            and call != acquire
            and any(
                bare(each) == thing or bare(each).startswith(f"{thing}->")
                for each in call.arguments
            )
            for call in self._facts.keeping
        )

    def _is_managed(self, acquire: str) -> bool:
        return any(
            entry["call"] in self._facts.callees and acquire.startswith(tuple(entry["prefixes"]))
            for entry in table("teardown")["managed_by"]
        )

    def _is_made_once(self, acquire: Call) -> bool:
        """Whether it is acquired only where it is not there yet: ``if (!queue) queue = ...``."""
        target = last(acquire.target or "")
        if not target:
            return False
        return any(
            condition.line <= acquire.line <= condition.stop and _has(condition, acquire)
            for condition in self._tested.get(target, ())
        )

    @cached_property
    def _tested(self) -> dict[str, list[Statement]]:
        """By the last names in it, the conditions."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for condition in self._facts.function.conditions:
            for name in {last(each) for each in re.split(r"&&|\|\|", condition.text)}:
                found[name].append(condition)
        return found

    def _releasing(self, releases: Iterable[str], thing: str) -> int:
        """The bits of the calls of these that get the thing, whichever argument it is."""
        found = 0
        for callee in self._facts.callees.intersection(releases):
            if thing:
                found |= self._got(callee).get(last(thing), 0)
            else:
                found |= self._facts.bits_named(callee)
        return found

    def _got(self, callee: str) -> dict[str, int]:
        """By the last names of their arguments, the bits of the calls of a function."""
        if callee not in self._given:
            found: dict[str, int] = defaultdict(int)
            for call in self._facts.named(callee):
                for argument in call.arguments:
                    found[last(argument)] |= self._facts.bit(call)
            self._given[callee] = found
        return self._given[callee]

    @cached_property
    def _lines(self) -> dict[tuple[str, str | None], list[int]]:
        """The lines of the calls of a function that get a name, of all for ``None``; sorted."""
        found: dict[tuple[str, str | None], list[int]] = defaultdict(list)
        for call in self._facts.function.calls:
            for name in {None, *map(last, call.arguments)}:
                found[call.callee, name].append(call.line)
        for lines in found.values():
            lines.sort()
        return found

    @cached_property
    def _successes(self) -> tuple[int, ...]:
        """The bits of the calls on each way through that may succeed.

        A variable may hold success or an error: such a return counts where no other one is a
        success.
        """
        sure: list[tuple[Exit, ExitPath]] = []
        doubtful: list[tuple[Exit, ExitPath]] = []
        for leaving in self._facts.function.exits:
            for way in leaving.ways:
                if way.value is None or way.value in _SUCCESS:
                    sure.append((leaving, way))
                elif not leaving.guards:
                    (doubtful if NAME.match(way.value) else sure).append((leaving, way))
        return tuple(self._passed(sure or doubtful))

    def _passed(self, ways: Iterable[tuple[Exit, ExitPath]]) -> Iterator[int]:
        function = self._facts.function
        end = function.statements[-1] if function.statements else None
        lines = {
            end.line if leaving.kind is ExitKind.END and end else leaving.line
            for leaving, _ in ways
        }
        known = starts(function, lines, self._facts.callees)
        for leaving, way in ways:
            if leaving.kind is not ExitKind.END:
                steps = (*known.get(leaving.line, ()), *way.steps)
            elif end:
                inner = (
                    PathStep(call, certain=False) for each in end.walk() for call in each.calls
                )
                steps = (*known.get(end.line, ()), *inner)
            else:
                steps = ()
            yield self._facts.bits(steps)


def _has(condition: Statement, acquire: Call) -> bool:
    """Whether the acquire is made where the condition holds."""
    for inside in condition.blocks[0]:
        for each in inside.walk():
            spend()
            if acquire in each.calls:
                return True
    return False


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


def _is_loose(acquire: str) -> bool:
    return any(acquire.startswith(tuple(entry["prefixes"])) for entry in table("teardown")["loose"])
