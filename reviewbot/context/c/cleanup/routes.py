"""The ways through a function, and whether they end in an error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.cleanup.spelling import NAME, bare, softened, text_of
from reviewbot.context.c.flow import Out, Step, before
from reviewbot.context.c.statements import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.context.c.flow import Exit, Function, Way
    from reviewbot.context.c.statements import Call, Statement

_ERRNO = re.compile(r"-\s*\(?\s*E[A-Z0-9]+\b|-\s*\d|\(?\s*\w+\s*\*?\)?\s*-E[A-Z]")
_ERROR_CALL = re.compile(r"(?:ERR_PTR|PTR_ERR|ERR_CAST|dev_err_probe|PTR_ERR_OR_ZERO)\s*\(")


@dataclass(frozen=True, slots=True)
class Route:
    """One way through: ``steps`` from the start of the function to its end, ``start`` to the exit."""

    leaving: Exit
    way: Way
    start: tuple[Step, ...]
    steps: tuple[Step, ...]


def routes(function: Function) -> Iterator[Route]:
    """All ways out of a function, each from its start, in the order of the exits."""
    for leaving in function.exits:
        start = _to_end(function) if leaving.kind is Out.END else before(function, leaving.line)
        for way in leaving.ways:
            yield Route(leaving, way, start, (*start, *way.steps))


def _to_end(function: Function) -> tuple[Step, ...]:
    """The steps to the closing brace: of the last statement and before it."""
    last = function.statements[-1] if function.statements else None
    if last is None:
        return ()
    inside = (Step(call, certain=False) for each in last.walk() for call in each.calls)
    return (*before(function, last.line), *inside)


def released(way: Way) -> dict[str, Call]:
    """The calls behind the exit, by their text."""
    return {text_of(step.call): step.call for step in way.steps}


def unused_labels(function: Function) -> Iterator[Statement]:
    """The labels nothing goes to."""
    used = {each.text for each in function.gotos}
    return (each for each in function.labels if each.text not in used)


def is_behind_label(function: Function, leaving: Exit) -> bool:
    """Whether it stands in the ladder: what was done before it there depends on the way in."""
    return leaving.kind is not Out.GOTO and any(
        goto.line < label.line < leaving.line
        for label in function.labels
        for goto in function.gotos
        if goto.text == label.text
    )


def fails(function: Function, route: Route) -> bool | None:
    """Whether it leaves with an error; ``None`` where that cannot be told."""
    value = route.way.value
    if not value:
        return False if value == "" or value is None else None
    if _ERRNO.match(value) or _ERROR_CALL.match(value):
        return True
    if value in ("NULL", "false"):
        return route.leaving.guards != () or None
    if value in ("0", "true"):
        return False
    if not NAME.match(value):
        return None
    return _holds_error(function, value, route.leaving)


def _holds_error(function: Function, variable: str, leaving: Exit) -> bool | None:  # noqa: C901  each a way to tell
    if not leaving.guards:
        return None
    start = leaving.guards[-1].line
    for each in reversed(function.assignments):
        if each.line > leaving.line or each.target != variable:
            continue
        if _has_left(function, each.line, leaving.line):
            continue
        if each.line < start:
            break
        if _ERRNO.match(each.value) or _ERROR_CALL.match(each.value):
            return True
        tested = leaving.guards[-1].text
        if len(each.value) > 2 and each.value in tested:  # noqa: PLR2004
            return True
        break
    if _set_before(function, variable, leaving.guards[-1].line):
        return True
    for guard in leaving.guards:
        text = bare(softened(guard.text))
        if guard.taken and re.search(rf"(?<![\w.>!]){variable}(?!\w|==0|>=0|->|\.|\[)", text):
            return True
    return None


def _set_before(function: Function, variable: str, line: int) -> bool:
    """Whether the variable got an error code at last, before a condition."""
    last = None
    for each in function.assignments:
        if each.line < line and each.target == variable:
            last = None if _has_left(function, each.line, line) else each
    if last is None or not _ERRNO.match(last.value):
        return False
    return not any(
        last.line < call.line <= line and f"&{variable}" in call.arguments
        for call in function.calls
    )


def _has_left(function: Function, line: int, stop: int) -> bool:
    """Whether what stands on ``line`` is in a branch that leaves before ``stop``."""
    return any(
        leaves(block)
        for each in function.conditions
        if each.line <= line <= each.stop < stop
        for block in each.blocks
        if block and block[0].line <= line <= block[-1].stop
    )


def leaves(block: Iterable[Statement]) -> bool:
    """Whether a block ends in leaving the function or the round of a loop."""
    inner = tuple(block)
    if not inner:
        return False
    last = inner[-1]
    if last.kind in (Kind.RETURN, Kind.GOTO, Kind.BREAK, Kind.CONTINUE):
        return True
    return last.kind is Kind.SCOPE and leaves(last.blocks[0])
