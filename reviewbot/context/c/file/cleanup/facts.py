"""What the search for leaks asks of a function again and again, found out once.

Calls are numbered, and sets of calls are the bits of a number: whether a way makes a call that
releases something is one ``&`` then, however many calls there are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.assigned import Assigned, any_behind
from reviewbot.context.c.file.cleanup.branches import ladder, left
from reviewbot.context.c.file.cleanup.given import Given
from reviewbot.context.c.file.cleanup.spelling import root
from reviewbot.context.c.file.flow import afters
from reviewbot.context.c.file.function import ExitKind
from reviewbot.context.c.file.statements import StatementKind, flat
from reviewbot.knowledge.antonyms import ends_something, may_keep, undoes_when_failing
from reviewbot.knowledge.owners import dropped_by, drops_embedded, ends_owner, hands_over
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.context.c.file.function import Exit, ExitPath, Function, PathStep
    from reviewbot.context.c.file.statements import Call, Statement

_PASSED = 8  # calls passed in the time of one step
_POINTER = regex(r"\*\s*(\w+)")


class Facts:
    """A function, and what is looked up in it."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self._bits: dict[int, int] = {}
        self._named: dict[str, list[Call]] = defaultdict(list)
        self._given: dict[tuple[str, int], Given] = {}
        self._bits_named: dict[str, int] = defaultdict(int)
        same: dict[Call, int] = {}
        spend(len(function.calls))
        for call in function.calls:
            bit = same.setdefault(call, 1 << len(same))
            self._bits[id(call)] = bit
            self._named[call.callee].append(call)
            self._bits_named[call.callee] |= bit

    @cached_property
    def assigned(self) -> Assigned:
        """The assignments of the function."""
        return Assigned(self.function.assignments)

    def bit(self, call: Call) -> int:
        """The bit of a call of the function."""
        return self._bits[id(call)]

    def bits(self, steps: Sequence[PathStep]) -> int:
        """The bits of the calls of some steps."""
        spend(1 + len(steps) // _PASSED)
        found = 0
        for step in steps:
            found |= self._bits[id(step.call)]
        return found

    def named(self, callee: str) -> Sequence[Call]:
        """The calls of a function, in source order."""
        return self._named.get(callee, ())

    def given(self, callee: str, place: int) -> Given:
        """What the calls of a function get as argument ``place``, by the calls' bits."""
        key = (callee, place)
        if key not in self._given:
            found = self._given[key] = Given()
            spend(len(self.named(callee)))
            for call in self.named(callee):
                found.add(self.bit(call), call.arguments[place:][:1] if place >= 0 else ())
        return self._given[key]

    def bits_named(self, callee: str) -> int:
        """The bits of the calls of a function."""
        return self._bits_named.get(callee, 0)

    def bits_of(self, callees: Iterable[str]) -> int:
        """The bits of the calls of some functions."""
        found = 0
        for callee in callees:
            found |= self.bits_named(callee)
        return found

    @cached_property
    def callees(self) -> frozenset[str]:
        """The names of all it calls."""
        return frozenset(self._named)

    @cached_property
    def ending(self) -> tuple[Call, ...]:
        """The calls that by their name end something."""
        return tuple(each for each in self.function.calls if ends_something(each.callee))

    @cached_property
    def keeping(self) -> tuple[Call, ...]:
        """The calls that by their name may keep what they get."""
        return tuple(each for each in self.function.calls if may_keep(each.callee))

    @cached_property
    def taking(self) -> tuple[Call, ...]:
        """Those, and the calls that drop a reference they get."""
        return tuple(
            each
            for each in self.function.calls
            if may_keep(each.callee) or dropped_by(each.callee) is not None
        )

    @cached_property
    def suspects(self) -> frozenset[str]:
        """The names of all it calls that end something, whatever it is that was acquired."""
        return frozenset(name for name in self._named if _may_end(name))

    @cached_property
    def resetting(self) -> tuple[int, ...]:
        """The lines of the calls that undo all when they fail, sorted."""
        found = (calls for name, calls in self._named.items() if undoes_when_failing(name))
        return tuple(sorted(call.line for calls in found for call in calls))

    @cached_property
    def unused(self) -> tuple[tuple[Statement, tuple[ExitPath, ...]], ...]:
        """The labels nothing goes to, and the ways from each."""
        used = {each.text for each in self.function.gotos}
        labels = [each for each in self.function.labels if each.text not in used]
        ways = afters(self.function, [each.text for each in labels])
        return tuple(zip(labels, ways, strict=True))

    def is_behind_label(self, leaving: Exit) -> bool:
        """Whether it stands in the ladder: what was done before it depends on the way in."""
        return leaving.kind is not ExitKind.GOTO and self._ladder < leaving.line

    @cached_property
    def _ladder(self) -> float:
        return ladder(self.function)

    def has_left(self, line: int, stop: int) -> bool:
        """Whether what stands on ``line`` is in a branch that leaves before ``stop``."""
        return self._left.get(line, stop) < stop

    @cached_property
    def _left(self) -> dict[int, int]:
        return left(self.function)

    def is_lent(self, variable: str, start: int, stop: int) -> bool:
        """Whether a call behind line ``start``, up to ``stop``, gets the address of a variable."""
        return any_behind(self._lent.get(f"&{variable}", ()), start, stop)

    @cached_property
    def _lent(self) -> dict[str, list[int]]:
        """By what is written, the lines of the calls that get the address of something."""
        found: dict[str, list[int]] = defaultdict(list)
        for call in self.function.calls:
            for argument in call.arguments:
                if argument.startswith("&"):
                    found[argument].append(call.line)
        for lines in found.values():
            lines.sort()
        return found

    def is_local(self, thing: str) -> bool:
        """Whether a thing is found through a parameter or a variable of the function."""
        name = root(thing)
        return name in self._variables or any(
            each.name == name for each in self.function.parameters
        )

    def is_pointer(self, name: str) -> bool:
        """Whether a variable of the function is a pointer."""
        return name in self._pointers

    @cached_property
    def _variables(self) -> frozenset[str]:
        words = frozenset(word for text in self._declarations for word in re.findall(r"\w+", text))
        return words | {""} if words else words

    @cached_property
    def _pointers(self) -> frozenset[str]:
        return frozenset(name for text in self._declarations for name in _POINTER.findall(text))

    @cached_property
    def _declarations(self) -> tuple[str, ...]:
        statements = flat(self.function.statements)
        return tuple(each.text for each in statements if each.kind is StatementKind.DECLARATION)


def _may_end(callee: str) -> bool:
    return (
        ends_something(callee)
        or hands_over(callee)
        or ends_owner(callee)
        or drops_embedded(callee)
        or dropped_by(callee) is not None
    )
