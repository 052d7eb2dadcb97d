"""The ways through a function, and whether they end in an error."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.spelling import NAME, bare, softened, text_of
from reviewbot.context.c.file.flow import starts
from reviewbot.context.c.file.function import ExitKind, PathStep
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from reviewbot.context.c.file.cleanup.facts import Facts
    from reviewbot.context.c.file.function import Exit, ExitPath
    from reviewbot.context.c.file.statements import Assignment, Call, Statement

_ERRNO = regex(r"-\s*(?:\(\s*)?E[A-Z0-9]+\b|-\s*\d|\(?\s*\w++\s*+\*?\)?\s*-E[A-Z]")
_ERROR_CALL = regex(r"(?:ERR_PTR|PTR_ERR|ERR_CAST|dev_err_probe|PTR_ERR_OR_ZERO)\s*\(")

_COMPARED = 256  # steps compared in the time of one


@frozen
class Start:
    """The calls that matter from the start of a function to an exit; of all its ways the same.

    ``made`` are the bits of those that are certain, ``passed`` of all.
    """

    steps: tuple[PathStep, ...] = ()
    made: int = 0
    passed: int = 0

    def grown(self, steps: tuple[PathStep, ...], facts: Facts) -> Start:
        """That of a later exit, which mostly goes on where this one ends."""
        spend(1 + len(steps) // _COMPARED)
        before = self if steps[: len(self.steps)] == self.steps else Start()
        more = steps[len(before.steps) :]
        made = before.made | facts.bits([step for step in more if step.certain])
        return Start(steps, made, before.passed | facts.bits(more))


@frozen(eq=False)
class Route:
    """One way through: ``start`` to the exit, ``way`` from there.

    ``fails``: whether it leaves with an error; ``None`` where that cannot be told. ``behind`` are
    the bits of the calls on the way.
    """

    leaving: Exit
    way: ExitPath
    start: Start
    fails: bool | None
    behind: int

    @property
    def steps(self) -> Iterator[PathStep]:
        """The calls that matter on all of it, and others behind the exit."""
        return chain(self.start.steps, self.way.steps)

    @property
    def bits(self) -> int:
        """The bits of these calls."""
        return self.start.passed | self.behind


def routes(facts: Facts, callees: Container[str]) -> Iterator[Route]:
    """All ways out of a function in the order of the exits; ``callees`` are the calls that matter."""
    function = facts.function
    last = function.statements[-1] if function.statements else None
    lines = [leaving.line for leaving in function.exits if leaving.kind is not ExitKind.END]
    known = starts(function, [*lines, last.line] if last else lines, callees)
    behind: dict[int, int] = {}
    start = Start()
    for leaving in function.exits:
        steps = known.get(leaving.line, ())
        if leaving.kind is ExitKind.END:
            steps = _to_end(last, known, callees) if last else ()
        start = start.grown(steps, facts)
        spend(1 + len(leaving.ways))
        for way in leaving.ways:
            key = id(way.steps)
            if key not in behind:
                behind[key] = facts.bits(way.steps)
            yield Route(leaving, way, start, _fails(facts, leaving, way), behind[key])


def _to_end(
    last: Statement, known: Mapping[int, tuple[PathStep, ...]], callees: Container[str]
) -> tuple[PathStep, ...]:
    """The steps to the closing brace: of the last statement and before it."""
    inside = (call for each in last.walk() for call in each.calls)
    within = (PathStep(each, certain=False) for each in inside if each.callee in callees)
    return (*known.get(last.line, ()), *within)


def released(way: ExitPath) -> dict[str, Call]:
    """The calls behind the exit, by their text."""
    spend(1 + len(way.steps))
    return {text_of(step.call): step.call for step in way.steps}


def _fails(facts: Facts, leaving: Exit, way: ExitPath) -> bool | None:
    value = way.value
    if not value:
        return False if value == "" or value is None else None
    if _ERRNO.match(value) or _ERROR_CALL.match(value):
        return True
    if value in ("NULL", "false"):
        return leaving.guards != () or None
    if value in ("0", "true"):
        return False
    if not NAME.match(value):
        return None
    return _holds_error(facts, value, leaving)


def _holds_error(facts: Facts, variable: str, leaving: Exit) -> bool | None:
    if not leaving.guards:
        return None
    start, tested = leaving.guards[-1].line, leaving.guards[-1].text
    for each in reversed(facts.assigned.of(variable, start, leaving.line)):
        spend()
        if facts.has_left(each.line, leaving.line):
            continue
        if _is_error(each) or (len(each.value) > 2 and each.value in tested):  # noqa: PLR2004
            return True
        break
    if _set_before(facts, variable, start):
        return True
    for guard in leaving.guards:
        text = bare(softened(guard.text))
        if guard.taken and re.search(rf"(?<![\w.>!]){variable}(?!\w|==0|>=0|->|\.|\[)", text):
            return True
    return None


def _is_error(assignment: Assignment) -> bool:
    value = assignment.value
    return bool(_ERRNO.match(value) or _ERROR_CALL.match(value))


def _set_before(facts: Facts, variable: str, line: int) -> bool:
    """Whether the variable got an error code at last, before a condition."""
    last = facts.assigned.last(variable, line)
    if last is None or facts.has_left(last.line, line) or not _ERRNO.match(last.value):
        return False
    return not facts.is_lent(variable, last.line, line)
