"""Variables that only carry the result of a call to where it is tested or returned."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations, mentions, returned, type_of
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.knowledge.error_codes import code_names

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.context.c.hunk.match import Match

_ONLY_RETURNED = 3  # times that the name stands there
_END = 2  # tokens: ";" and the brace


def is_carrier(name: str, function: Function) -> bool:
    """Whether it is called like an error code, and has the type the function returns.

    Another type would convert what it carries, another name may say what it is.
    """
    found = declarations(function).get(name, ())
    is_kept = any("static" in each.words or each.is_managed for each in found)
    type_ = type_of(name, function) if found else "int"  # where the declaration is out of sight
    is_error = name in code_names()
    return is_error and not is_kept and bool(type_) and type_ == returned(function)


def only_carries(match: Match, name: str) -> bool:
    """Whether a match that begins with ``name = f(…)`` is made in any case, for a carrier."""
    function = match.function
    if function is None or not is_carrier(name, function):
        return False
    declared = (each.name is match.tokens[0] for each in declarations(function).get(name, ()))
    return match.before in STATEMENT_ENDS or any(declared)


def is_only_here(match: Match, name: str) -> bool:
    """Whether a variable is named nowhere but in a match and where it is declared."""
    function, own = match.function, {id(token) for token in match.tokens}
    if function is None or not function.whole:
        return False
    others = [at for at in mentions(name, function) if id(function.body[at]) not in own]
    return len(others) <= 1


def is_only_returned(name: str, function: Function) -> bool:
    """Whether a carrier is named but where it is declared, given what is returned next, and there."""
    named, body = mentions(name, function), function.body
    if len(named) != _ONLY_RETURNED or not function.whole or not is_carrier(name, function):
        return False
    assigned, given = named[1:]
    behind = [token.text for token in body[given + 1 :]]
    is_step = body[assigned + 1].text == "=" and behind[:1] == [";"] and len(behind) <= _END
    before = [token.text for token in body[assigned:given]]
    return is_step and before[-2:] == [";", "return"] and before.count(";") == 1


def steps_above(match: Match, name: str) -> int:
    """How many steps ``name = f(…); if (name) …;`` stand above a match, whatever is between them."""
    level = match.level
    return sum(
        test.condition.startswith(name) and f"{name} =" in call.text
        for test, call in pairwise(level.above if level else ())
    )
