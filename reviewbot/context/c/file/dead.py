"""Statements that nothing leads to, those left out that people write on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import functions
from reviewbot.context.c.file.flow import read, unreachable
from reviewbot.context.c.file.statements import StatementKind
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from reviewbot.context.c.file.function import Function
    from reviewbot.context.c.file.statements import Statement

_JUMPS = frozenset(
    (StatementKind.RETURN, StatementKind.GOTO, StatementKind.BREAK, StatementKind.CONTINUE)
)


def dead_statements(function: Function) -> list[tuple[Statement, Statement]]:
    """Each first dead statement, behind the one that does not go on; matters of style left out."""
    return [pair for pair in unreachable(function) if not _is_wanted(*pair)]


def _is_wanted(ender: Statement, statement: Statement) -> bool:
    """Whether it is a matter of style, or of what is not certain to end."""
    loops = ender.kind is StatementKind.LOOP and ender.head in ("for", "while")
    if not loops and ender.kind not in _JUMPS:
        return True
    if statement.kind in (StatementKind.BREAK, StatementKind.DIRECTIVE):
        return True
    marks = {name for entry in table("dead")["marks"] for name in entry["names"]}
    if any(call.callee in marks for call in statement.calls):
        return True
    return statement.kind is StatementKind.RETURN and loops


def dead_before(source: bytes, name: str) -> set[tuple[str, str]]:
    """What was dead in the function of that name before the patch, as text."""
    definition = next((each for each in functions(source) if each.name == name), None)
    function = read(definition) if definition else None
    return {as_text(*pair) for pair in dead_statements(function)} if function else set()


def as_text(ender: Statement, statement: Statement) -> tuple[str, str]:
    """What is the same pair in another revision of the file."""
    return ender.kind.value, f"{statement.kind.value} {statement.text}"
