"""A test right behind a call that forgot to store its result.

    clk_prepare_enable(clk);
    if (ret < 0)            # nothing has set ret, or what had set it was looked at already
        return ret;

Limits: those of ``blocks.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.rollback import tested
from reviewbot.knowledge.error_codes import code_names
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.c.hunk.blocks import Level, Statement

_NUMBER = regex(r"-? ?\w+")
_JUMPS = regex(r"\b(?:return|goto|continue|break)\b")


def tests_unset(around: Iterable[Level]) -> str:
    """The variable the statement behind a call tests, if nothing has set it.

    ``""`` where something has, or the hunk does not show where it comes from.
    """
    levels = tuple(around)
    below = levels[0].below if levels else ()
    name = tested(below[0].condition) if below else ""
    if name not in code_names():
        return ""
    for level in levels:
        if name in level.here.condition.split():
            return ""
        for statement in level.above:
            found = _is_unset(statement, name)
            if found is not None:
                return name if found else ""
    return ""


def _is_unset(statement: Statement, name: str) -> bool | None:
    """Whether a variable has no news behind a statement; ``None`` where it has no part in it."""
    if name not in statement.text.split():
        return None
    if statement.condition:
        leaves = statement.inside[-1].leaves if statement.inside else _jumps(statement)
        if leaves:
            return True if tested(statement.condition) == name else None
        return False
    return _declares(statement.text, name)


def _jumps(statement: Statement) -> bool:
    """Whether an ``if`` without braces leaves."""
    return "{" not in statement.text and bool(_JUMPS.search(statement.text))


def _declares(text: str, name: str) -> bool:
    """Whether a statement declares it with no value, or a number: ``int i, ret = 0;``."""
    parts = [each.partition(" = ") for each in text.removesuffix(" ;").split(" , ")]
    names = [head.split() for head, _, _ in parts]
    if "(" in text or len(names[0]) == 1 or names[0][0] in ("return", "goto"):
        return False
    return any(
        words[-1:] == [name] and (not value or _NUMBER.fullmatch(value) is not None)
        for words, (_, _, value) in zip(names, parts, strict=True)
    )
