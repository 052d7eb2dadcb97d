"""Returns that leave out a release the gotos around them lead to, whatever acquired it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.failing import goes_on_elsewhere, undone_by_then
from reviewbot.context.c.file.cleanup.leak import Leak, Witness
from reviewbot.context.c.file.cleanup.routes import released
from reviewbot.context.c.file.cleanup.spelling import NAME, bare, looked_at, mentions, root
from reviewbot.context.c.file.function import ExitKind
from reviewbot.knowledge.antonyms import ends_something
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.c.file.cleanup.facts import Facts
    from reviewbot.context.c.file.cleanup.routes import Route
    from reviewbot.context.c.file.cleanup.view import View
    from reviewbot.context.c.file.function import Exit, Guard
    from reviewbot.context.c.file.statements import Call

_PASSED = 8  # calls passed in the time of one step


def bypassed(view: View) -> Iterator[Leak]:
    """Returns amid gotos that lead to a release they leave out."""
    gotos = _Gotos(view)
    for route in view.routes:
        leaving = route.leaving
        if leaving.kind is not ExitKind.RETURN or not leaving.guards or not route.fails:
            continue
        last = gotos.before(leaving.line)
        if last is None or goes_on_elsewhere(leaving):
            continue
        later = gotos.common_behind(leaving.line)
        if later is None and not _is_last(view.facts, last.leaving, leaving):
            continue
        for text, call in gotos.released(last).items():
            spend()
            if not ends_something(call.callee) or (later is not None and text not in later):
                continue
            if view.facts.bits_named(call.callee) & route.bits:
                continue
            if later is None and not _is_local(view.facts, call):
                continue
            if not (
                _passed_on(view.facts, call, last.leaving.line, leaving.line)
                or _looks_at(leaving.guards, call)
            ):
                yield Leak(None, "", text, leaving, Witness.BYPASS, last.leaving.text, None)


def orphaned(view: View) -> Iterator[Leak]:
    """The return in front of the gotos that pass a label nothing goes to, or behind them all."""
    facts = view.facts
    if not facts.unused:
        return
    last_goto = max((each.line for each in facts.function.gotos), default=0)
    first_release = _first_releases(view)
    returns = [
        route
        for route in view.routes
        if route.leaving.kind is ExitKind.RETURN and route.leaving.guards and route.fails
    ]
    for label, ways in facts.unused:
        for text, call in {k: v for way in ways for k, v in released(way).items()}.items():
            spend()
            first, stop = last_goto, label.line
            if text in first_release:
                first, stop = 0, first_release[text]
            last = _last_between(returns, first, stop)
            if last is None or not ends_something(call.callee):
                continue
            done = facts.bits_named(call.callee) & last.bits
            if not done and not _looks_at(last.leaving.guards, call):
                yield Leak(None, "", text, last.leaving, Witness.BYPASS, label.text, None)


class _Gotos:
    """The gotos of a function that leave it with an error, and what is released behind each."""

    def __init__(self, view: View) -> None:
        self._facts = view.facts
        self._gotos = [
            route for route in view.routes if route.leaving.kind is ExitKind.GOTO and route.fails
        ]
        self._released: dict[Route, dict[str, Call]] = {}

    def released(self, goto: Route) -> dict[str, Call]:
        """The calls behind it, by their text."""
        if goto not in self._released:
            self._released[goto] = released(goto.way)
        return self._released[goto]

    def before(self, line: int) -> Route | None:
        """The last one before a line."""
        at = bisect_left(self._gotos, line, key=_line)
        return self._gotos[at - 1] if at else None

    def common_behind(self, line: int) -> frozenset[str] | None:
        """What all behind a line release, and all labels nothing goes to; ``None``: there is none."""
        return self._common[bisect_right(self._gotos, line, key=_line)]

    @cached_property
    def _common(self) -> list[frozenset[str] | None]:
        """What all from each goto on release, the last for none of them."""
        ways = [way for _, ways in self._facts.unused for way in ways]
        common: frozenset[str] | None = None
        for way in ways:
            common = _both(common, released(way))
        found = [common]
        for goto in reversed(self._gotos):
            common = _both(common, self.released(goto))
            found.append(common)
        return found[::-1]


def _both(common: frozenset[str] | None, texts: Iterable[str]) -> frozenset[str]:
    return frozenset(texts) if common is None else common.intersection(texts)


def _first_releases(view: View) -> dict[str, int]:
    """By the text of a call, the first goto that leads to it."""
    found: dict[str, int] = {}
    for route in view.routes:
        if route.leaving.kind is ExitKind.GOTO:
            for text in released(route.way):
                found[text] = min(route.leaving.line, found.get(text, route.leaving.line))
    return found


def _last_between(routes: Sequence[Route], start: int, stop: int) -> Route | None:
    """The last way out behind line ``start`` and before ``stop``; of one line the first."""
    at = bisect_left(routes, stop, key=_line)
    if not at or _line(routes[at - 1]) <= start:
        return None
    return routes[bisect_left(routes, _line(routes[at - 1]), key=_line)]


def _line(route: Route) -> int:
    return route.leaving.line


def _is_last(facts: Facts, goto: Exit, leaving: Exit) -> bool:
    """Whether a return behind the last goto stands where another goto is to be expected."""
    around = goto.guards[:-1]
    start = leaving.guards[-1].line
    spend(1 + len(facts.ending) // _PASSED)
    return (
        leaving.guards[: len(around)] == around
        and not facts.is_behind_label(leaving)
        and not undone_by_then(facts, leaving)
        and not any(start <= call.line <= leaving.line for call in facts.ending)
    )


def _is_local(facts: Facts, release: Call) -> bool:
    """Whether nothing the release gets is kept in a variable of the file."""
    things = [bare(each) for each in release.arguments]
    return all(facts.is_local(each) for each in things if NAME.match(root(each)))


def _passed_on(facts: Facts, release: Call, start: int, stop: int) -> bool:
    """Whether in between something got hold of what the release gets."""
    things = {bare(each) for each in release.arguments}
    spend(len(facts.taking))
    return any(
        start < call.line <= stop and not things.isdisjoint(map(bare, call.arguments))
        for call in facts.taking
    ) or any(facts.assigned.is_stored(each, start, stop) for each in things)


def _looks_at(guards: Sequence[Guard], release: Call) -> bool:
    """Whether a condition tests what the release gets: it may be what was not acquired."""
    things = {bare(each) for each in release.arguments} - {""}
    return any(mentions(looked_at(guard.text), each) for guard in guards for each in things)
