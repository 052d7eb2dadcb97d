"""What one file shows of calls that undo each other: counts, no judgement.

Two sights. *Ladders*: a call ``A``, then a way out of the function because of something else, on
which ``B`` is called with the result or an argument of ``A``. If the way out taken because ``A``
itself failed has that ``B`` as well, it is not ``A`` that ``B`` undoes. *Partners*: two functions
that belong together (``.probe``/``.remove`` of one table, ``module_init``/``module_exit``, names
that differ in an antonym), ``A`` called in the first and ``B`` on the same thing in the second.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.partners import partners
from reviewbot.frozen import changing, field
from reviewbot.knowledge.antonyms import likeness
from reviewbot.learn.outline import Call, Item, Label, Leave, Stop, outline
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_MAX_LABELS = 6
GIVES = 0.4  # what a call's giving the very thing adds to the likeness of names
_SUCCESS = frozenset(
    ("", "0", "true", "NULL", "IRQ_HANDLED", "IRQ_NONE", "NOTIFY_OK", "NOTIFY_DONE")
)
_WORD = regex(r"\w+")

Key = tuple[str, str]
Way = tuple[str, int]  # where the thing comes from ("r" or an argument's index), where it goes


@changing
class Counts:
    """Counts over many files; they add up.

    ``held``: calls of A with a later failing way out, by name. ``undone``: of these, B is on the
    first such way. ``passed``: B is called before it. ``kept``/``early``: the way out taken when A
    failed lacks B, or has it too. ``ways``: what B gets of A. ``failures``: how A's failing is
    looked at. ``partners``: pairs of functions with A in the first, by name; ``teardowns``: of
    these, those with B in the second.
    """

    held: Counter[str] = field(default_factory=Counter)
    undone: Counter[Key] = field(default_factory=Counter)
    passed: Counter[Key] = field(default_factory=Counter)
    kept: Counter[Key] = field(default_factory=Counter)
    early: Counter[Key] = field(default_factory=Counter)
    ways: Counter[tuple[Key, Way]] = field(default_factory=Counter)
    failures: Counter[tuple[str, str]] = field(default_factory=Counter)
    partners: Counter[str] = field(default_factory=Counter)
    teardowns: Counter[Key] = field(default_factory=Counter)
    functions: int = 0

    def add(self, other: Counts) -> None:
        """Add the counts of others."""
        for name, mine in vars(self).items():
            if isinstance(mine, Counter):
                mine.update(getattr(other, name))
        self.functions += other.functions


def observe(source: bytes, counts: Counts) -> None:
    """Add what one C file shows."""
    pieces = definitions(source)
    functions = [each for each in pieces if each.kind is DefinitionKind.FUNCTION]
    belonging = partners(pieces)
    wanted = {name for each in belonging for name in (each.start, each.stop)}
    outlines: dict[str, tuple[Item, ...]] = {}
    for function in functions:
        text = function.text
        ladder = "goto" in text or text.count("return") > 1
        if ladder or function.name in wanted:
            items = outline(text[function.opening :])
            outlines[function.name] = items
            counts.functions += 1
            if ladder:
                _ladders(items, counts)
    for each in belonging:
        if each.start in outlines and each.stop in outlines:
            _partners(outlines[each.start], outlines[each.stop], counts)


def _ladders(items: Sequence[Item], counts: Counts) -> None:
    labels = {item.name: index for index, item in enumerate(items) if isinstance(item, Label)}
    end = next((n for n, item in enumerate(items) if isinstance(item, Stop)), len(items))
    ways: dict[int, tuple[Call, ...]] = {}
    for index in range(end):
        item = items[index]
        if isinstance(item, Leave) and _fails(item):
            way = _way(item, index, items, labels)
            if way is not None:
                ways[index] = way
    if not ways:
        return
    for index in range(end):
        item = items[index]
        if isinstance(item, Call):
            _acquire(item, index, items, ways, counts)


def _fails(leave: Leave) -> bool:
    return leave.jump or leave.text not in _SUCCESS


def _way(
    leave: Leave, index: int, items: Sequence[Item], labels: Mapping[str, int]
) -> tuple[Call, ...] | None:
    """The calls on the way out; ``None`` where it goes back, or nowhere."""
    calls = list(leave.calls)
    jump, target = leave.jump, leave.text
    for _ in range(_MAX_LABELS):
        if not jump:
            return tuple(calls)
        at = labels.get(target)
        if at is None or at < index:
            return None
        jump = False
        for item in items[at:]:
            if isinstance(item, Call):
                calls.append(item)
            elif isinstance(item, Stop):
                jump, target = item.jump, item.text
                break
    return None


def _acquire(
    call: Call,
    index: int,
    items: Sequence[Item],
    ways: Mapping[int, tuple[Call, ...]],
    counts: Counts,
) -> None:
    own, first = _exits(call, index, items, ways)
    counts.failures[call.name, failure(call, items[own] if own is not None else None)] += 1
    if first is None:
        return
    counts.held[call.name] += 1
    before = (
        own
        if own is not None and own in ways
        else max((w for w in ways if w < index), default=None)
    )
    early = {(each.name, each.arguments) for each in ways[before]} if before is not None else set()
    line = [item for item in items[:first] if isinstance(item, Call)]
    passed = {
        item.name
        for item in items[index + 1 : first]
        if isinstance(item, Call) and any(_shared(call, item))
    }
    for name in passed:
        counts.passed[call.name, name] += 1
    seen: set[str] = set()
    for each in ways[first]:
        how = tuple(_shared(call, each))
        if not how or each.name in seen or each.name in passed or each.name == call.name:
            continue
        seen.add(each.name)
        if _outdone(call, each, how, line):
            continue
        key = (call.name, each.name)
        counts.undone[key] += 1
        for way in how:
            counts.ways[key, way] += 1
        if before is not None:
            (counts.early if (each.name, each.arguments) in early else counts.kept)[key] += 1


def _outdone(call: Call, release: Call, how: Sequence[Way], line: Sequence[Call]) -> bool:
    """Whether another call on the way has a better claim to what is released."""
    claim = _claim(call, release, how)
    first = min(place for _, place in how)  # what is released comes first, as a rule
    for other in line:
        if other.name == call.name:
            continue
        shared = [way for way in _shared(other, release) if way[1] <= first]
        if shared and _claim(other, release, shared) > claim:
            return True
    return False


def _claim(call: Call, release: Call, how: Iterable[Way]) -> float:
    gives = any(origin == "r" for origin, _ in how)
    return likeness(call.name, release.name) + (GIVES if gives else 0.0)


def _exits(
    call: Call, index: int, items: Sequence[Item], ways: Mapping[int, tuple[Call, ...]]
) -> tuple[int | None, int | None]:
    """Where it is left because the call failed, and the first failing way out behind that."""
    own = None
    watched = call.target
    for at in range(index + 1, len(items)):
        item = items[at]
        if isinstance(item, Stop):
            break
        if isinstance(item, Call):
            if item.target and item.target == watched:
                watched = ""
        elif isinstance(item, Leave):
            words = _WORD.findall(item.under)
            mentions = (
                watched and watched in item.under and watched.split(">")[-1].split(".")[-1] in words
            )
            if mentions or (call.condition and call.condition in item.under):
                own = at if own is None else own
            elif at in ways:
                return own, at
    return own, None


def failure(call: Call, own: Item | None) -> str:
    """How the failing of a call is looked at: ``errno``, ``null``, ``err_ptr``, ``unchecked``."""
    if not isinstance(own, Leave):
        return "unchecked"
    under = own.under
    if re.search(r"\bIS_ERR\w*\(", under):
        return "err_ptr"
    thing = call.name if call.condition and call.condition in under else call.target
    if f"!{thing}" in under.replace("!(", "!") or f"{thing}==NULL" in under:
        return "null"
    return "errno"


def _shared(acquire: Call, release: Call) -> Iterator[Way]:
    """What the release gets that the acquire gave or had."""
    for place, argument in enumerate(release.arguments):
        if acquire.target and argument == acquire.target:
            yield "r", place
        for origin, given in enumerate(acquire.arguments):
            if given == argument and _is_thing(given):
                yield str(origin), place
    if not acquire.arguments and not release.arguments and not acquire.target:
        yield "", -1


def _is_thing(text: str) -> bool:
    """Whether this names a thing: neither a constant nor an expression."""
    return bool(re.match(r"[^\W\dA-Z]", text)) and "sizeof" not in text


def _last(text: str) -> str:
    return re.split(r"->|\.", text)[-1]


def _partners(start: Sequence[Item], stop: Sequence[Item], counts: Counts) -> None:
    begun = {call.name: call for call in _calls(start)}
    ended = list(_calls(stop))
    for name, call in begun.items():
        counts.partners[name] += 1
        things = {_last(text) for text in (*call.arguments, call.target) if _is_thing(text)}
        seen = {
            each.name
            for each in ended
            if each.name != name
            and (
                any(_last(text) in things for text in each.arguments)
                or not (call.arguments or each.arguments)
            )
        }
        for other in seen:
            counts.teardowns[name, other] += 1


def _calls(items: Iterable[Item]) -> Iterator[Call]:
    return (item for item in items if isinstance(item, Call))
