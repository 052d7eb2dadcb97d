"""Code that nothing leads to and is there all the same, for who has written it knows why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.file.statements import StatementKind
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.file.statements import Statement


def is_explained(ender: Statement, lines: Sequence[str]) -> bool:
    """Whether a comment stands right above what leaves; ``lines`` are those of its file."""
    above = lines[ender.line - 2].strip() if ender.line > 1 else ""
    leaves = ender.kind is not StatementKind.LOOP
    return leaves and (above.endswith("*/") or above.startswith("//"))


def is_half(statement: Statement, definition: Definition) -> bool:
    """Whether it is the second of two macros that open and close a brace, the first being there."""
    firsts = (
        call.callee.removesuffix(close) + opening
        for opening, close in table("dead")["halves"]["ends"]
        for call in statement.calls
        if call.callee.endswith(close)
    )
    return any(f"{first}(" in definition.text for first in firsts)
