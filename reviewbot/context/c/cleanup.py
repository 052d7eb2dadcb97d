"""Ways out of a function that leave something acquired behind.

    for leak in leaks(function, pairs): …    # function from flow.read(), pairs from knowledge/pairs

An *acquire* is a call the table has a release for, or whose name is the opposite of one called
later in the same function on the same thing. A way out is looked at if the acquire is certain to
have been made on it, is not the way out taken because that very call failed, and leaves with an
error (or, for what is held for a moment only, such as a lock, in any way). It leaks where neither
the release nor anything that may stand for it is called on it.

What makes it worth saying is ``witness``: another way out of the same function that does release.

Limits: those of ``flow.py``; conditions are compared as text, things by their spelling.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.flow import Out, after, before
from reviewbot.context.c.statements import Kind, Use
from reviewbot.knowledge.antonyms import (
    ends_something,
    is_backward,
    is_managed,
    is_pending,
    likeness,
    may_keep,
    undoes_when_failing,
)
from reviewbot.knowledge.pairs import RESULT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.c.flow import Exit, Function, Guard, Step, Way
    from reviewbot.context.c.statements import Call, Statement
    from reviewbot.knowledge.pairs import Pair, Pairs

_OPPOSITE = 0.95  # likeness of names that need no table
_STRICT = 0.95  # share from which a release may be called a rule
_CLEAR = 0.8
_USUAL = 0.5
_SOME = 0.3
_MANY = 20  # calls counted for such a share

_ERRNO = re.compile(r"-\s*\(?\s*E[A-Z0-9]+\b|-\s*\d|\(?\s*\w+\s*\*?\)?\s*-E[A-Z]")
_ERROR_CALL = re.compile(r"(?:ERR_PTR|PTR_ERR|ERR_CAST|dev_err_probe|PTR_ERR_OR_ZERO)\s*\(")
_NAME = re.compile(r"[^\W\d]\w*$")
_CALLED = re.compile(r"\w+\([^()]*\)")
_SOFT = re.compile(
    r"\bPTR_ERR\s*\(|\b(?:un)?likely\s*\(|\bWARN(?:_ON)?(?:_ONCE)?\s*\(|\bIS_ERR(?:_OR_NULL)?\s*\("
)


class Witness(enum.StrEnum):
    """Why a missing release is one.

    ``later``: a way out further down releases. ``earlier``: one further up does, and nothing was
    done with the thing since. ``ladder``: what was acquired before and after it is released here.
    ``rule``: nearly all who make the acquire release.
    """

    LATER = "later"
    EARLIER = "earlier"
    LADDER = "ladder"
    LABELS = "labels"
    BYPASS = "bypass"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Leak:
    """``leaving`` leaves ``acquire`` without ``release``, spelled out as it should be.

    ``acquire`` is not known for ``bypass``. ``shown_by`` is the label or line of the witness, empty for ``rule``. ``pair`` is the entry of
    the table, if it has one.
    """

    acquire: Call | None
    thing: str
    release: str
    leaving: Exit
    witness: Witness
    shown_by: str
    pair: Pair | None


@dataclass(frozen=True, slots=True)
class _Release:
    name: str
    place: int  # the argument that is the thing; -1: it takes none
    pair: Pair | None


@dataclass(frozen=True, slots=True)
class _Acquire:
    call: Call
    thing: str
    releases: tuple[_Release, ...]
    others: frozenset[str] = frozenset()  # releases that get something else of it


@dataclass(frozen=True, slots=True)
class _Way:
    """One way through: all steps from the start of the function to its end."""

    leaving: Exit
    way: Way
    steps: tuple[Step, ...]


def leaks(
    function: Function, pairs: Pairs, known: frozenset[str] = frozenset()
) -> tuple[Leak, ...]:
    """The leaks of a function, in the order of the exits, one for each exit and thing.

    ``known`` are names of functions of the same file: some may be opposites of what is called.
    """
    if function.hides_jumps or function.partial:
        return ()
    search = _Search(function, pairs, known)
    found = tuple(search.leaks())
    said = {(leak.leaving.line, leak.release) for leak in found}
    more = (*search.bypassed(), *search.orphaned())
    return (*found, *(b for b in more if (b.leaving.line, b.release) not in said))


def bare(text: str) -> str:
    """An expression without blanks, casts, ``&``, ``*`` and brackets around it."""
    found = re.sub(r"\s+", "", text)
    while True:
        inner = re.sub(r"^(?:[&*]|\((?:const)?(?:struct)?_?\w+\**\)(?=[\w(&*]))", "", found)
        if inner.startswith("(") and inner.endswith(")"):
            inner = inner[1:-1]
        if inner == found:
            return found
        found = inner


class _Search:
    def __init__(self, function: Function, pairs: Pairs, known: frozenset[str]) -> None:
        self._function = function
        self._ends = tuple(sorted(name for name in known if ends_something(name)))
        self._pairs = pairs
        self._managed = {each.name for each in function.managed}
        self._before = {
            line: before(function, line)
            for line in {each.line for each in function.exits if each.kind is not Out.END}
        }
        self._ways = tuple(self._all_ways())
        self._ifs = function.conditions
        self._returned = {path.way.value for path in self._ways}
        self._names = {call.callee for call in function.calls}

    def _all_ways(self) -> Iterator[_Way]:
        for leaving in self._function.exits:
            if leaving.kind is Out.END:
                steps = _to_end(self._function)
                yield from (_Way(leaving, way, steps) for way in leaving.ways)
                continue
            start = self._before[leaving.line]
            for way in leaving.ways:
                yield _Way(leaving, way, (*start, *way.steps))

    def leaks(self) -> Iterator[Leak]:
        acquires = [each for call in self._function.calls if (each := self._acquire(call))]
        self._accounted = {each.call: {r.name for r in each.releases} for each in acquires}
        seen: set[tuple[int, str, str]] = set()
        for path in self._ways:
            made = {
                (s.call.line, s.call.callee, s.call.arguments)
                for s in self._start(path)
                if s.certain
            }
            for each in acquires:
                call = each.call
                if (call.line, call.callee, call.arguments) not in made:
                    continue
                key = (path.leaving.line, each.thing, call.callee)
                leak = self._leak(each, path, acquires) if key not in seen else None
                if leak:
                    seen.add(key)
                    yield leak

    def bypassed(self) -> Iterator[Leak]:
        """Returns amid gotos that lead to a release they leave out."""
        gotos = [w for w in self._ways if w.leaving.kind is Out.GOTO and self._fails(w)]
        for path in self._ways:
            leaving = path.leaving
            if leaving.kind is not Out.RETURN or not leaving.guards or not self._fails(path):
                continue
            if any(is_pending(guard.text) for guard in leaving.guards):
                continue
            done = {step.call.callee for step in path.steps}
            earlier = [_released(w) for w in gotos if w.leaving.line < leaving.line]
            later = [_released(w) for w in gotos if w.leaving.line > leaving.line]
            later += [{_text(s.call): s.call for s in w.steps} for w in self._unused()]
            for text, call in (earlier[-1] if earlier else {}).items():
                if call.callee in done or not ends_something(call.callee):
                    continue
                last = [w.leaving for w in gotos if w.leaving.line < leaving.line][-1]
                kept = self._passed_on(call, last.line, leaving.line)
                kept = kept or _looks_at(leaving.guards, call)
                if later and all(text in each for each in later) and not kept:
                    shown = last.text
                    yield Leak(None, "", text, leaving, Witness.BYPASS, shown, None)

    def _passed_on(self, release: Call, start: int, stop: int) -> bool:
        """Whether in between something got hold of what the release gets."""
        things = {bare(each) for each in release.arguments}
        return any(
            start < call.line <= stop
            and may_keep(call.callee)
            and not things.isdisjoint(map(bare, call.arguments))
            for call in self._function.calls
        ) or any(
            start < each.line <= stop and bare(each.value) in things
            for each in self._function.assignments
        )

    def orphaned(self) -> Iterator[Leak]:
        """The return in front of the gotos that pass a label nothing goes to."""
        used = {each.text for each in self._function.gotos}
        for label in self._function.labels:
            if label.text in used:
                continue
            for call in {
                _text(s.call): s.call for w in after(self._function, label.text) for s in w.steps
            }.values():
                text = _text(call)
                later = [
                    w.leaving.line
                    for w in self._ways
                    if w.leaving.kind is Out.GOTO and text in _released(w)
                ]
                ways = [
                    w
                    for w in self._ways
                    if later
                    and w.leaving.kind is Out.RETURN
                    and w.leaving.guards
                    and w.leaving.line < min(later)
                    and self._fails(w)
                ]
                if not ways or not ends_something(call.callee):
                    continue
                last = max(ways, key=lambda way: way.leaving.line)
                done = {step.call.callee for step in last.steps}
                if call.callee not in done and not _looks_at(last.leaving.guards, call):
                    yield Leak(None, "", text, last.leaving, Witness.BYPASS, label.text, None)

    def _unused(self) -> Iterator[Way]:
        used = {each.text for each in self._function.gotos}
        for label in self._function.labels:
            if label.text not in used:
                yield from after(self._function, label.text)

    def _start(self, path: _Way) -> tuple[Step, ...]:
        return self._before.get(path.leaving.line, path.steps)

    def _acquire(self, call: Call) -> _Acquire | None:  # noqa: C901  table, function, file: in turn
        if not _NAME.match(call.callee) or is_managed(call.callee) or call.use is Use.RETURNED:
            return None
        found: list[_Release] = []
        thing = ""
        for pair in self._pairs.by_acquire.get(call.callee, ()):
            named = _thing(call, pair)
            if named is None or (thing and named[1] != thing):
                continue
            if is_backward(call.callee, pair.release) and pair.share < _CLEAR:
                continue
            thing = named[1]
            found.append(_Release(pair.release, named[0], pair))
        known = {each.name for each in found}
        for name in self._names - known:
            if likeness(call.callee, name) < _OPPOSITE or is_backward(call.callee, name):
                continue
            for other in self._function.calls:
                place = self._place(call, other, thing) if other.callee == name else None
                if place is not None:
                    thing = bare(other.arguments[place]) if place >= 0 else ""
                    found.append(_Release(name, place, None))
                    break
        if not found:
            gives = call.target and bare(call.target) not in self._returned
            thing = bare((call.target if gives else next(iter(call.arguments), "")) or "")
            found = [
                _Release(name, 0 if thing else -1, None)
                for name in self._ends
                if likeness(call.callee, name) >= _OPPOSITE and not is_backward(call.callee, name)
            ]
        if not found or not (thing or found[0].place < 0):
            return None
        if thing and (not re.match(r"[a-z_]", thing) or re.split(r"\W", thing)[0] in self._managed):
            return None
        others = {pair.release for pair in self._pairs.by_acquire.get(call.callee, ())}
        return _Acquire(call, thing, tuple(found), frozenset(others - {r.name for r in found}))

    def _place(self, call: Call, release: Call, thing: str) -> int | None:
        if not call.arguments and not release.arguments and not thing:
            return -1
        given = {bare(each) for each in call.arguments}
        if call.target:
            given.add(bare(call.target))
        for place, argument in enumerate(release.arguments[:2]):
            name = bare(argument)
            if name in given and re.match(r"[a-z_]", name) and (not thing or name == thing):
                return place
        return None

    def _leak(self, acquire: _Acquire, path: _Way, acquires: Sequence[_Acquire]) -> Leak | None:  # noqa: PLR0911  each a reason
        failing = self._fails(path)
        if any(is_pending(guard.text) for guard in path.leaving.guards):
            return None
        if self._undone_by_then(path.leaving):
            return None
        if failing is None or (not failing and not self._is_momentary(acquire)):
            return None
        labels = self._same_label(acquire, path) if failing else ""
        if self._let_go(acquire, path, alike=bool(labels)) or self._is_own_failure(
            acquire.call, path.leaving, acquire.thing
        ):
            return None
        if not self._is_checked(acquire, path.leaving):
            return None
        witness = self._witness(acquire, path, failing=failing, acquires=acquires)
        if witness is None:
            return None
        kind, shown, call, release = witness
        return Leak(
            acquire.call,
            acquire.thing,
            _spell(acquire, release, call),
            path.leaving,
            kind,
            shown,
            release.pair,
        )

    # what the way out is

    def _fails(self, path: _Way) -> bool | None:
        """Whether it leaves with an error; ``None`` where that cannot be told."""
        value = path.way.value
        if not value:
            return False if value == "" or value is None else None
        if _ERRNO.match(value) or _ERROR_CALL.match(value):
            return True
        if value in ("NULL", "false"):
            return path.leaving.guards != () or None
        if value in ("0", "true"):
            return False
        if not _NAME.match(value):
            return None
        return self._holds_error(value, path.leaving)

    def _holds_error(self, variable: str, leaving: Exit) -> bool | None:  # noqa: C901  each a way to tell
        if not leaving.guards:
            return None
        start = leaving.guards[-1].line
        for each in reversed(self._function.assignments):
            if each.line > leaving.line or each.target != variable:
                continue
            if self._has_left(each.line, leaving.line):
                continue
            if each.line < start:
                break
            if _ERRNO.match(each.value) or _ERROR_CALL.match(each.value):
                return True
            tested = leaving.guards[-1].text
            if len(each.value) > 2 and each.value in tested:  # noqa: PLR2004
                return True
            break
        if self._set_before(variable, leaving.guards[-1].line):
            return True
        for guard in leaving.guards:
            text = bare(_SOFT.sub("(", guard.text))
            if guard.taken and re.search(rf"(?<![\w.>!]){variable}(?!\w|==0|>=0|->|\.|\[)", text):
                return True
        return None

    def _set_before(self, variable: str, line: int) -> bool:
        """Whether the variable got an error code at last, before a condition."""
        last = None
        for each in self._function.assignments:
            if each.line < line and each.target == variable:
                last = None if self._has_left(each.line, line) else each
        if last is None or not _ERRNO.match(last.value):
            return False
        return not any(
            last.line < call.line <= line and f"&{variable}" in call.arguments
            for call in self._function.calls
        )

    def _has_left(self, line: int, stop: int) -> bool:
        """Whether what stands on ``line`` is in a branch that leaves before ``stop``."""
        return any(
            _leaves(block)
            for each in self._ifs
            if each.line <= line <= each.stop < stop
            for block in each.blocks
            if block and block[0].line <= line <= block[-1].stop
        )

    def _is_momentary(self, acquire: _Acquire) -> bool:
        """Whether it is held for a while inside functions only, as a lock is."""
        return any(
            release.pair
            and release.pair.share >= _STRICT
            and release.pair.held >= _MANY
            and all(origin != RESULT for _, origin in release.pair.takes)
            for release in acquire.releases
        )

    # whether it is released

    def _let_go(self, acquire: _Acquire, path: _Way, *, alike: bool) -> bool:
        """Whether the thing is released, or may be, or belongs to somebody else by then.

        ``alike``: the way is the one taken when the acquire failed, so nothing on it is for it.
        """
        names = self._aliases(acquire, path.leaving.line)
        if names is None or (path.way.value and bare(path.way.value) in names):
            return True
        after_it = False
        behind = len(path.steps) - len(path.way.steps)
        guards = path.leaving.guards
        branch = guards[-1].line if guards else path.leaving.line
        for index, step in enumerate(path.steps):
            call = step.call
            if call == acquire.call:
                after_it = True
            elif after_it and self._may_release(
                acquire, call, names, leaving=(index >= behind or call.line > branch) and not alike
            ):
                return True
        return not after_it

    def _aliases(self, acquire: _Acquire, stop: int) -> frozenset[str] | None:  # noqa: C901  two passes over the assignments
        """All names of the thing; ``None`` where it got another value since."""
        names = {acquire.thing}
        for each in self._function.assignments:
            if each.line < acquire.call.line or each.line > stop:
                continue
            target, value = bare(each.target), bare(each.value)
            if each.line > acquire.call.line and target == acquire.thing and acquire.thing:
                return None
            if value in names:
                names.add(target)
            elif target in names and _NAME.match(value):
                names.add(value)
        for each in self._function.assignments:  # names it had before
            if each.line < acquire.call.line:
                target, value = bare(each.target), bare(each.value)
                if value in names and value:
                    names.add(target)
                elif target in names and re.match(r"[a-z_][\w>.-]*$", value):
                    names.add(value)
        if acquire.call.target and not any(
            each.line > acquire.call.line and bare(each.target) == bare(acquire.call.target)
            for each in self._function.assignments
        ):
            names.add(bare(acquire.call.target))
        return frozenset(names)

    def _may_release(  # noqa: C901, PLR0911  each a reason
        self, acquire: _Acquire, call: Call, names: frozenset[str], *, leaving: bool
    ) -> bool:
        arguments = [bare(each) for each in call.arguments]
        for release in acquire.releases:
            if call.callee == release.name:
                if release.place < 0 or release.place >= len(arguments):
                    return True
                if _last(arguments[release.place]) in {_last(name) for name in names}:
                    return True
        callee = call.callee
        if callee == acquire.call.callee:
            return False
        if callee in acquire.others:
            return True
        if is_managed(callee) and any(self._is_part(name, names) for name in arguments):
            return True
        if not ends_something(callee):
            return False
        undoes_another = any(
            callee in names_of and other != acquire.call and other.callee != acquire.call.callee
            for other, names_of in self._accounted.items()
        )
        if any(
            (argument in names and not undoes_another)
            or (raw.startswith("&") and self._is_part(argument, names))
            for raw, argument in zip(call.arguments, arguments, strict=True)
        ):
            return True
        given = {bare(each) for each in acquire.call.arguments} - {acquire.thing}
        if leaving and not undoes_another and not given.isdisjoint(arguments):
            return True  # undone by something else it was given
        if callee in self._pairs.by_release or undoes_another:
            return False
        # the driver's own: it may undo anything, and does so on the way out
        return leaving or any(self._is_base(argument, names) for argument in arguments)

    def _is_part(self, argument: str, names: frozenset[str]) -> bool:
        return any(
            name and (argument == name or argument.startswith((f"{name}->", f"{name}.")))
            for name in names
        )

    def _is_base(self, argument: str, names: frozenset[str]) -> bool:
        return bool(argument) and any(
            name.startswith((f"{argument}->", f"{argument}.")) for name in names
        )

    # whether it failed itself

    def _is_own_failure(self, call: Call, leaving: Exit, thing: str) -> bool:
        for guard in leaving.guards:
            if guard.line < call.line:
                continue
            if self._tests(guard.text, call, thing, guard.line):
                return True
        return False

    def _tests(self, text: str, call: Call, thing: str, line: int) -> bool:
        """Whether a condition looks at how the acquire went."""
        plain = re.sub(r"\s+", "", _SOFT.sub("(", text))
        if call.use is Use.CONDITION and call.callee in plain and line >= call.line - 1:
            return line <= call.line
        if thing and re.search(rf"!\w+\(&*{re.escape(thing)}\)", plain):
            return True  # the state it brings about is looked at: pm_runtime_enabled()
        while (without := _CALLED.sub("0", plain)) != plain:
            plain = without  # what is passed to a function is not looked at itself
        target = bare(call.target) if call.target else ""
        for name in {target, thing if target and target == thing else ""} - {""}:
            if _mentions(plain, name) and not self._assigned_between(name, call.line, line):
                return True
        if (
            thing
            and _NAME.match(thing)
            and re.search(rf"(?<![\w.>])!{thing}(?![\w.\[(-])|(?<![\w.>]){thing}==NULL", plain)
        ):
            return True
        return bool(thing) and f"!{thing})" in f"{plain})"

    def _assigned_between(self, name: str, start: int, stop: int) -> bool:
        return any(
            start < each.line <= stop and bare(each.target) == name
            for each in self._function.assignments
        )

    def _is_checked(self, acquire: _Acquire, leaving: Exit) -> bool:
        """Whether on the way to the exit it is known that the acquire had worked."""
        call = acquire.call
        pair = acquire.releases[0].pair
        never = pair is not None and pair.fails == "never"
        if call.use is Use.BARE or (never and call.use is Use.ASSIGNED):
            return True
        for each in self._ifs:
            if each.line < call.line or (each.line >= leaving.line and each.line != call.line):
                continue
            if (
                call.use is Use.CONDITION
                and each.line <= call.line <= each.line + 3
                and call in each.calls
            ):
                return _leaves(each.blocks[0])
            if call.use is Use.ASSIGNED and self._tests(each.text, call, acquire.thing, each.line):
                return _leaves(each.blocks[0])
        return False

    # what shows that it should be

    def _witness(  # noqa: C901, PLR0911, PLR0912  the witnesses, best first
        self, acquire: _Acquire, path: _Way, *, failing: bool, acquires: Sequence[_Acquire]
    ) -> tuple[Witness, str, Call | None, _Release] | None:
        line = path.leaving.line
        earlier: tuple[str, Call, _Release, int] | None = None
        for other in self._ways:
            if other.leaving.line == line or self._is_behind_label(other.leaving):
                continue
            if not failing and self._fails(other) is not False:
                continue
            found = self._released_on(acquire, other)
            if found is None or self._undoes_otherwise(path, other):
                continue
            call, release = found
            shown = other.leaving.text if other.leaving.kind is Out.GOTO else f"line {call.line}"
            if other.leaving.line > line:
                return Witness.LATER, shown, call, release
            earlier = (shown, call, release, other.leaving.line)
        unused = self._in_unused_label(acquire)
        if unused:
            return Witness.LATER, *unused
        if earlier and not self._given_away(acquire, acquire.call.line, line):
            return Witness.EARLIER, earlier[0], earlier[1], earlier[2]
        main = acquire.releases[0]
        pair = main.pair
        if not failing:
            return None
        labels = self._same_label(acquire, path)
        if labels and (pair is None or pair.share >= _SOME):
            return Witness.LABELS, labels, None, main
        if self._undoes_otherwise(path, None):
            return None
        if pair and pair.share >= _STRICT and pair.held >= _MANY:
            return Witness.RULE, "", None, main
        if (
            pair
            and not pair.counted
            and pair.share >= _USUAL
            and pair.held >= _MANY
            and not self._given_away(acquire, acquire.call.line, line)
        ):
            around = self._released_around(acquire, path, acquires)
            if around:
                return Witness.LADDER, around, None, main
        return None

    def _undone_by_then(self, leaving: Exit) -> bool:
        """Whether what failed was the call that undoes all when it fails."""
        first = leaving.guards[-1].line - 3 if leaving.guards else leaving.line
        return any(
            first <= call.line <= leaving.line and undoes_when_failing(call.callee)
            for call in self._function.calls
        )

    def _is_behind_label(self, leaving: Exit) -> bool:
        """Whether it stands in the ladder: what was done before it there depends on the way in."""
        return leaving.kind is not Out.GOTO and any(
            goto.line < label.line < leaving.line
            for label in self._function.labels
            for goto in self._function.gotos
            if goto.text == label.text
        )

    def _undoes_otherwise(self, path: _Way, other: _Way | None) -> bool:
        """Whether a function of the driver's own cleans up here, and not on the other way."""
        there = {step.call.callee for step in other.steps} if other else set()
        return any(
            ends_something(step.call.callee)
            and step.call.callee not in self._pairs.by_release
            and step.call.callee not in there
            for step in path.way.steps
        )

    def _same_label(self, acquire: _Acquire, path: _Way) -> str:
        """The label taken when the acquire failed, if another one leads to the same now."""
        if path.leaving.kind is not Out.GOTO:
            return ""
        mine = [step.call for step in path.way.steps]
        own = acquire.call.use is not Use.BARE
        before_it: _Way | None = None
        for other in self._ways:
            if other.leaving.line >= path.leaving.line or not self._fails(other):
                continue
            if own and not (
                other.leaving.line >= acquire.call.line
                and self._is_own_failure(acquire.call, other.leaving, acquire.thing)
            ):
                continue
            if own or other.leaving.line < acquire.call.line:
                before_it = other
        if before_it is None or before_it.leaving.text == path.leaving.text:
            return ""
        if mine != [step.call for step in before_it.way.steps]:
            return ""
        return before_it.leaving.text if before_it.leaving.kind is Out.GOTO else "return"

    def _released_on(self, acquire: _Acquire, path: _Way) -> tuple[Call, _Release] | None:
        """The release on another way that surely has the acquire."""
        after_it = False
        for step in path.steps:
            if step.call == acquire.call:
                after_it = True
                continue
            if not after_it:
                continue
            found = self._is_release(acquire, step.call)
            if found:
                return step.call, found
        return None

    def _is_release(self, acquire: _Acquire, call: Call) -> _Release | None:
        for release in acquire.releases:
            if call.callee != release.name:
                continue
            if release.place < 0:
                return release
            if (
                release.place < len(call.arguments)
                and bare(call.arguments[release.place]) == acquire.thing
            ):
                return release
        return None

    def _in_unused_label(self, acquire: _Acquire) -> tuple[str, Call, _Release] | None:
        used = {each.text for each in self._function.gotos}
        for label in self._function.labels:
            if label.text in used or label.line < acquire.call.line:
                continue
            for way in after(self._function, label.text):
                for step in way.steps:
                    found = self._is_release(acquire, step.call)
                    if found:
                        return label.text, step.call, found
        return None

    def _given_away(self, acquire: _Acquire, start: int, stop: int) -> bool:
        """Whether something got hold of the thing in between that may keep it."""
        main = acquire.releases[0].pair
        if not acquire.thing or (main and all(origin != RESULT for _, origin in main.takes)):
            return False  # a state, not a thing: it stays
        for each in self._function.assignments:
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
            for call in self._function.calls
        )

    def _released_around(self, acquire: _Acquire, path: _Way, acquires: Sequence[_Acquire]) -> str:
        for other in acquires:
            if other.call.line >= acquire.call.line or other.call.callee == acquire.call.callee:
                continue
            for step in path.way.steps:
                if self._is_release(other, step.call):
                    return path.leaving.text if path.leaving.kind is Out.GOTO else step.call.callee
        return ""


def _looks_at(guards: Sequence[Guard], release: Call) -> bool:
    """Whether a condition tests what the release gets: it may be what was not acquired."""
    for guard in guards:
        plain = re.sub(r"\s+", "", _SOFT.sub("(", guard.text))
        while (without := _CALLED.sub("0", plain)) != plain:
            plain = without
        if any(_mentions(plain, bare(each)) for each in release.arguments if bare(each)):
            return True
    return False


def _text(call: Call) -> str:
    return f"{call.callee}({', '.join(call.arguments)})"


def _released(path: _Way) -> dict[str, Call]:
    """The calls behind the label, by their text."""
    return {_text(step.call): step.call for step in path.way.steps}


def _to_end(function: Function) -> tuple[Step, ...]:
    """The steps to the closing brace: of the last statement and before it."""
    last = function.statements[-1] if function.statements else None
    if last is None:
        return ()
    from reviewbot.context.c.flow import Step  # noqa: PLC0415

    return (
        *before(function, last.line),
        *(Step(call, certain=False) for each in last.walk() for call in each.calls),
    )


def _thing(call: Call, pair: Pair) -> tuple[int, str] | None:
    """Which argument of the release is the thing, and how it is spelled here."""
    if not pair.takes:
        return (-1, "") if not call.arguments else None
    order = sorted(pair.takes, key=lambda each: (each[1] != RESULT, each[0]))
    for place, origin in order:
        if origin == RESULT:
            return (place, bare(call.target)) if call.target else None
        if origin < len(call.arguments):
            name = bare(call.arguments[origin])
            if re.match(r"[a-z_]", name):
                return place, name
    return None


def _last(text: str) -> str:
    return re.split(r"->|\.", text)[-1]


def _mentions(text: str, name: str) -> bool:
    return bool(re.search(rf"(?<![\w.>]){re.escape(name)}(?!\w|->|\.|\[)", text))


def _leaves(block: Iterable[Statement]) -> bool:
    """Whether a block ends in leaving the function or the round of a loop."""
    inner = tuple(block)
    if not inner:
        return False
    last = inner[-1]
    if last.kind in (Kind.RETURN, Kind.GOTO, Kind.BREAK, Kind.CONTINUE):
        return True
    return last.kind is Kind.SCOPE and _leaves(last.blocks[0])


def _spell(acquire: _Acquire, release: _Release, call: Call | None) -> str:
    if call is not None:
        return f"{call.callee}({', '.join(call.arguments)})"
    given: dict[int, str] = {}
    for place, origin in release.pair.takes if release.pair else ():
        if origin == RESULT:
            given[place] = acquire.call.target or ""
        elif origin < len(acquire.call.arguments):
            given[place] = acquire.call.arguments[origin]
    complete = sorted(given) == list(range(len(given)))
    return (
        f"{release.name}({', '.join(given[p] for p in sorted(given))})"
        if complete
        else f"{release.name}()"
    )
