"""Whether a call stands in the way out of a failure, whose code is what the function returns.

    if is_rollback(Blocks(tokens, pairs(tokens)).around(index)): …         # index: of the callee

What such a call returns is of no more use: there is a code to return already. Two places count: a
branch that leaves with an error or with what its condition tests, and the lines behind a label
nothing but gotos leads to, up to a return that is no success.

Limits: those of ``blocks.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.error_codes import code_names
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.c.hunk.blocks import Level, Statement

_ERROR = regex(r"return (?:- E\w+|(?:PTR_ERR|ERR_PTR|ERR_CAST|dev_err_probe) \(.*) ;")
_SETS_ERROR = regex(r" = (?:- E\w+|PTR_ERR \( .*) ;")
_HINT = regex(r"(?:un)?likely \( (.*) \)")
_TESTS = regex(r"(?P<plain>\w+)(?: != 0)?|(?P<path>[\w .>\[\]-]+) < 0|IS_ERR \( (?P<pointer>.+) \)")
_SUCCESS = ("return ;", "return 0 ;", "return true ;")


def is_rollback(around: Iterable[Level]) -> bool:
    """Whether a call that is a statement of its own undoes things on the way out."""
    levels = tuple(around)
    return any(_is_failing_branch(level) for level in levels) or bool(
        levels and _is_behind_label(levels[-1])
    )


def tested(condition: str) -> str:
    """The variable a condition takes for an error code, or for an error pointer; ``""`` if none."""
    hint = _HINT.fullmatch(condition)
    match = _TESTS.fullmatch(hint[1] if hint else condition)
    if not match:
        return ""
    plain = match["plain"]
    if plain and plain not in code_names():
        return ""
    return plain or match["path"] or match["pointer"]


def _is_failing_branch(level: Level) -> bool:
    """Whether the statement is an ``if`` that is taken on failure, which is returned then."""
    here = level.here
    if not here.condition:
        return False
    name = tested(here.condition)
    last = here.inside[-1] if here.inside else None
    if last and last.leaves:
        sets = any(_SETS_ERROR.search(each.text) for each in here.inside)
        jumps = last.text.startswith("goto ")
        return _gives(last, name) or (jumps and (sets or bool(name)))
    return bool(name and level.below and _gives(level.below[0], name))


def _gives(statement: Statement, name: str) -> bool:
    """Whether it returns an error, or the variable that was tested for one."""
    return bool(_ERROR.fullmatch(statement.text)) or (
        bool(name) and statement.text == f"return {name} ;"
    )


def _is_behind_label(level: Level) -> bool:
    """Whether only gotos lead there, and from there to a return of an error."""
    behind = next((each for each in (level.here, *level.below) if each.leaves), None)
    if behind is None or not behind.text.startswith("return ") or behind.text in _SUCCESS:
        return False
    was_label = False
    for each in level.above:
        if each.leaves:
            return was_label
        was_label = each.is_label
    return False
