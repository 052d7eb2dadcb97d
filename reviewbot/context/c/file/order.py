"""Teardowns that take something away before they stop what needs it.

    for each in disordered(image.post): …

A function starts with what is needed (a clock, a mapping) and then sets something going that may
use it (an interrupt, a device others can open). Its counterpart (see ``partners.py``) must stop the
second before it takes away the first. Which calls are which is data, see
``knowledge/order.toml``. What is managed (``devm_request_irq``) is stopped only after the
counterpart has returned.

Limits: those of ``flow.py``. Only calls that stand in the two functions themselves are seen, and in
the counterpart only those made whichever branches are taken. Things go by the last part of their
spelling.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import definitions, functions_by_name
from reviewbot.context.c.file.flow import before, read
from reviewbot.context.c.file.partners import partners
from reviewbot.context.c.file.teardown.thing import last
from reviewbot.frozen import frozen
from reviewbot.knowledge.antonyms import is_managed
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.file.function import Function
    from reviewbot.context.c.file.statements import Call
    from reviewbot.model.patch import FileDiff


@frozen
class Disorder:
    """In ``stop``, ``takes`` comes before ``stops``, though ``needed`` came before ``running``.

    ``stops`` is ``None`` where ``running`` is managed, and so stopped when ``stop`` has returned.
    ``masked``: it may have been silenced before in a way that cannot be seen here. ``what`` runs and
    how it ``stays``: an interrupt stays requested.
    """

    start: Definition
    stop: Definition
    needed: Call
    running: Call
    takes: Call
    stops: Call | None
    masked: bool
    what: str
    stays: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What it has in common with the same disorder of another version of the file."""
        return self.needed.callee, self.running.callee, self.takes.callee

    def best_line(self, lines: Container[int]) -> int:
        """The one of these lines with a call that shows it best; 0 where none has one."""
        calls = (self.stops, self.takes, self.running, self.needed)
        return next((call.line for call in calls if call and call.line in lines), 0)


def disordered(source: bytes) -> tuple[Disorder, ...]:
    """All of a file, in the order of the lines that take something away."""
    text = source.decode("utf-8", "replace")
    if not any(f"{name}(" in text for name in _running()):
        return ()
    known = functions_by_name(source)
    found: list[Disorder] = []
    for each in partners(definitions(source)):
        if each.registered and not each.backward:
            found += _between(known[each.start], known[each.stop])
    return tuple(sorted(found, key=lambda each: each.takes.line))


def may_disorder(file: FileDiff) -> bool:
    """Whether the patch adds a call that a disorder may be of."""
    return any(name in hunk.added_text for hunk in file.hunks for name in _calls())


@cache
def _calls() -> frozenset[str]:
    """The names of all such calls, as they stand before their bracket."""
    begun = {**{name: known.ends for name, known in _running().items()}, **_needed()}
    return frozenset(f"{name}(" for name in frozenset(begun).union(*begun.values()))


@frozen
class _Running:
    """What an entry of the table says of a call that sets something going."""

    ends: frozenset[str]
    what: str
    stays: str
    masked: bool
    silencers: frozenset[str]


@cache
def _running() -> dict[str, _Running]:
    silencers: dict[str, set[str]] = {}
    for entry in table("order")["silenced"]:
        for name in entry["begin"]:
            silencers.setdefault(name, set()).update(entry["by"])
    return {
        name: _Running(
            ends=frozenset(entry["end"]),
            what=entry["what"],
            stays=entry["stays"],
            masked=entry.get("masked", False),
            silencers=frozenset(silencers.get(name, ())),
        )
        for entry in table("order")["running"]
        for name in entry["begin"]
    }


@cache
def _needed() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(entry["end"])
        for entry in table("order")["needed"]
        for name in entry["begin"]
    }


def _between(start: Definition, stop: Definition) -> Iterator[Disorder]:
    begin, end = read(start), read(stop)
    if not begin or not end or begin.partial or end.partial or start is stop:
        return
    calls = _certain(end)
    called = {call.callee for call in end.calls}
    for running in begin.calls:
        name, managed = _unmanaged(running.callee)
        known = _running().get(name)
        if known is None or called & known.silencers:
            continue
        if managed != known.ends.isdisjoint(_unmanaged(callee)[0] for callee in called):
            continue  # a managed one that is stopped by hand, or one that is stopped elsewhere
        stops = next((call for call in calls if call.callee in known.ends), None)
        if not managed and stops is None:
            continue  # under a condition
        for needed, takes in _taken_before(begin, running, calls):
            if stops is None or takes.line < stops.line:
                yield Disorder(
                    start=start,
                    stop=stop,
                    needed=needed,
                    running=running,
                    takes=takes,
                    stops=stops,
                    masked=known.masked,
                    what=known.what,
                    stays=known.stays,
                )


def _taken_before(
    begin: Function, running: Call, calls: Sequence[Call]
) -> Iterator[tuple[Call, Call]]:
    """What the start function has when it sets something going, with the call that takes it away."""
    earlier = [step.call for step in before(begin, running.line) if step.certain]
    for needed in earlier:
        takes = next((call for call in calls if _undone(needed, call)), None)
        if takes and not any(_undone(needed, call) for call in earlier):
            yield needed, takes


def _unmanaged(callee: str) -> tuple[str, bool]:
    """The name behind ``devm_``, and whether it was there."""
    if not is_managed(callee):
        return callee, False
    prefixes = [p for entry in table("antonyms")["managed"] for p in entry["prefixes"]]
    return next((callee.removeprefix(p) for p in prefixes if callee.startswith(p)), callee), True


def _certain(function: Function) -> Sequence[Call]:
    """The calls of a teardown made whichever branches are taken, in order."""
    if not function.statements or function.gotos:
        return ()
    end = function.statements[-1]
    steps = before(function, end.line)
    return [*(step.call for step in steps if step.certain), *end.calls]


def _undone(needed: Call, call: Call) -> bool:
    ends = _needed().get(needed.callee)
    if not ends or call.callee not in ends:
        return False
    things = {last(each) for each in (*needed.arguments, needed.target or "")} - {""}
    return any(last(each) in things for each in call.arguments)
