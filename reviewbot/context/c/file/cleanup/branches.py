"""Where the branches and labels of a function lead out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.statements import StatementKind
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.file.function import Function
    from reviewbot.context.c.file.statements import Statement


def leaves(block: Sequence[Statement]) -> bool:
    """Whether a block ends in leaving the function or the round of a loop."""
    if not block:
        return False
    last = block[-1]
    if last.kind in (
        StatementKind.RETURN,
        StatementKind.GOTO,
        StatementKind.BREAK,
        StatementKind.CONTINUE,
    ):
        return True
    return last.kind is StatementKind.SCOPE and leaves(last.blocks[0])


def left(function: Function) -> dict[int, int]:
    """Where the first condition stops that has a line in a branch that leaves, by line."""
    found: dict[int, int] = {}
    for each in function.conditions:
        for block in filter(leaves, each.blocks):
            lines = range(max(block[0].line, each.line), min(block[-1].stop, each.stop) + 1)
            spend(len(lines))
            for line in lines:
                found[line] = min(each.stop, found.get(line, each.stop))
    return found


def ladder(function: Function) -> float:
    """The line of the first label that something before it goes to; infinite if there is none."""
    first: dict[str, int] = {}
    for goto in function.gotos:
        first[goto.text] = min(goto.line, first.get(goto.text, goto.line))
    behind = (each.line for each in function.labels if first.get(each.text, each.line) < each.line)
    return min(behind, default=float("inf"))
