"""Functions that are asked yes or no, as far as a patch shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.new_variables import changed_parts

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext

_TESTS = frozenset(("!", "&&", "||"))
_CONDITIONS = frozenset(("if", "while"))


def is_asked(context: DiffContext, name: str) -> bool:
    """Whether all uses in sight are calls, none of them compared, and one is a condition."""
    is_condition = False
    for part in changed_parts(context):
        code = part.code
        for at in code.places.get(name, ()) if name in part.words else ():
            before = code.texts[at - 1] if at else ""
            if before in ("int", "inline") or code.tokens[at].line.text[:1].isalpha():
                continue  # its head, or its declaration
            if code.text(at + 1) != "(" or code.text(code.behind(at + 1)) in ("<", ">", "=="):
                return False
            is_if = before == "(" and at > 1 and code.texts[at - 2] in _CONDITIONS
            is_condition = is_condition or before in _TESTS or is_if
    return is_condition
