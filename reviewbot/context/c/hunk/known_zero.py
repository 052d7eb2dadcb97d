"""Whether a variable is 0 where it is returned, for the function is left above where it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import type_of

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.blocks import Statement
    from reviewbot.context.c.hunk.match import Match


def is_zero(match: Match) -> bool:
    """Whether the function was left where it is not 0, and nothing sets it later."""
    name, function = match["value"], match.function
    level = match.level
    if level is None or function is None or type_of(name, function) not in ("int", ""):
        return False
    for index, each in enumerate(level.above):
        if each.is_label:
            return False
        if name in each.text.split():
            is_last_call = not index and any(f"{name} =" in s.text for s in level.above[1:2])
            if is_last_call and _left_by(each) == f"return {name} ;":
                return False  # that is for flow.return_last_call
            return _leaves_unless_zero(each, name)
    return False


def _left_by(test: Statement) -> str:
    """The last statement of its branch."""
    return test.inside[-1].text if test.inside else test.text.partition(" ) ")[2]


def _leaves_unless_zero(test: Statement, name: str) -> bool:
    """Whether it is ``if (name) return …;`` or the like."""
    is_plain = test.condition in (name, f"{name} != 0") and "else" not in test.text.split()
    return is_plain and _left_by(test).startswith(("return ", "goto "))
