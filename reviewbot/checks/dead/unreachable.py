"""Added code that nothing leads to.

Reports a statement behind one that never goes on (return, goto, break, continue, a loop without
end), where the patch adds one of the two and no label or case stands between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, C, Remark, Severity, When
from reviewbot.context.c.file.changed_functions import changed_functions
from reviewbot.context.c.file.definitions import functions
from reviewbot.context.c.file.flow import read, unreachable
from reviewbot.context.c.file.meant_dead import is_explained, is_half
from reviewbot.context.c.file.statements import StatementKind
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.file.function import Function
    from reviewbot.context.c.file.statements import Statement

SEVERITY = Severity.WARNING
BUG = True
WHEN = When(files=C)


_JUMPS = frozenset(
    (StatementKind.RETURN, StatementKind.GOTO, StatementKind.BREAK, StatementKind.CONTINUE)
)


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on each run of statements that is dead since this patch."""
    for definition, new, image in changed_functions(context):
        function = read(definition)
        if not function or function.hides_jumps or function.partial:
            continue
        dead = _dead(function)
        before = _dead_before(image.pre, function.name) if dead else set()
        lines = image.post.decode("utf-8", "replace").split("\n") if dead else []
        dead = [each for each in dead if not is_explained(each[0], lines)]
        dead = [each for each in dead if not is_half(each[1], definition)]
        for ender, statement in dead:
            at = new.get(statement.line) or new.get(ender.line)
            if at is not None and _as_text(ender, statement) not in before:
                below = 0 if statement.line in new else statement.line
                yield Remark(at, {"ender": ender.kind.value, "below": below})


def _dead(function: Function) -> list[tuple[Statement, Statement]]:
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


def _dead_before(source: bytes, name: str) -> set[tuple[str, str]]:
    """What was dead in the function of that name before the patch, as text."""
    definition = next((each for each in functions(source) if each.name == name), None)
    function = read(definition) if definition else None
    return {_as_text(*pair) for pair in _dead(function)} if function else set()


def _as_text(ender: Statement, statement: Statement) -> tuple[str, str]:
    return ender.kind.value, f"{statement.kind.value} {statement.text}"
