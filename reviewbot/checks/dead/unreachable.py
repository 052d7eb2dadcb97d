"""Added code that nothing leads to.

Reports a statement behind one that never goes on (return, goto, break, continue, a loop without
end), where the patch adds one of the two and no label or case stands between them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, Remark, Severity
from reviewbot.context.c.file.changed_functions import changed_functions
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.flow import read, unreachable
from reviewbot.context.c.file.statements import StatementKind
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.file.function import Function
    from reviewbot.context.c.file.statements import Statement

SEVERITY = Severity.WARNING
BUG = True


_JUMPS = frozenset(
    (StatementKind.RETURN, StatementKind.GOTO, StatementKind.BREAK, StatementKind.CONTINUE)
)


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on each run of statements that is dead since this patch."""
    for definition, new, image in changed_functions(context):
        function = _understood(definition)
        dead = _dead(function) if function else ()
        if function and dead:
            yield from _remarks(dead, _known(image.pre, function.name), new)


def _remarks(
    dead: Sequence[tuple[Statement, Statement]],
    known: Collection[tuple[str, str]],
    new: Mapping[int, int],
) -> Iterator[Remark]:
    for ender, statement in dead:
        at = new.get(statement.line) or new.get(ender.line)
        if at is not None and _spelled(ender, statement) not in known:
            yield Remark(
                at,
                {
                    "ender": ender.kind.value,
                    "below": statement.line if statement.line not in new else 0,
                },
            )


def _understood(definition: Definition) -> Function | None:
    function = read(definition)
    return None if function is None or function.hides_jumps or function.partial else function


def _dead(function: Function) -> list[tuple[Statement, Statement]]:
    """Each first dead statement, behind the one that does not go on; matters of style left out."""
    dead = unreachable(function)
    blocks = [function.statements]
    found: list[tuple[Statement, Statement]] = []
    while dead and blocks:
        block = blocks.pop()
        found += [
            (before, statement)
            for before, statement in pairwise(block)
            if any(statement is each for each in dead) and not _is_wanted(before, statement)
        ]
        blocks.extend(inner for statement in block for inner in statement.blocks)
    return found


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


def _known(source: bytes, name: str) -> set[tuple[str, str]]:
    """What was dead in the function before the patch."""
    functions = [
        each
        for each in definitions(source)
        if each.kind is DefinitionKind.FUNCTION and each.name == name
    ]
    function = read(functions[0]) if functions else None
    return {_spelled(*each) for each in _dead(function)} if function else set()


def _spelled(ender: Statement, statement: Statement) -> tuple[str, str]:
    return ender.kind.value, f"{statement.kind.value} {statement.text}"
