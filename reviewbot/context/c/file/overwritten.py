"""Codes of calls that the next call overwrites before anybody has looked at them.

    for lost in overwritten(function): …

Limits: those of ``flow.py``. Only calls of one block are compared, with no branch, loop, label or
macro between them; a variable that holds a code is known by its name, see
``knowledge/error_codes.toml``. One that others may look at, or that nobody is to, does not count.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.file.statements import StatementKind, Use, flat
from reviewbot.context.c.lex import code_only
from reviewbot.expressions import compiled
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.c.file.function import Function
    from reviewbot.context.c.file.statements import Call, Statement


@frozen
class Overwritten:
    """``variable`` gets the code of ``first``, then that of ``second``: statements on ``lines``."""

    variable: str
    first: Call
    second: Call
    lines: tuple[int, int]


def may_overwrite(definition: Definition) -> bool:
    """Whether a code is set twice with no mention in between, as the text shows: in few functions."""
    text = code_only(definition.text[definition.opening :])
    names = table("error_codes")["names"]
    return any(text.count(name) > 1 and _is_set_twice(name, text) for name in names)


def _is_set_twice(name: str, text: str) -> bool:
    is_set = False
    for match in _mentioned(name).finditer(text):
        sets = match[1] is not None
        if sets and is_set:
            return True
        is_set = sets
    return False


@cache
def _mentioned(name: str) -> re.Pattern[str]:
    """A variable, with the rest of the statement where it is set."""
    return compiled(rf"{name}(?<!\w{name})\b(\s*+=(?!=)[^;]*+;?)?")


def overwritten(function: Function) -> Iterator[Overwritten]:
    """All of a function, block by block; none where it cannot be read as a whole."""
    if function.partial or function.hides_jumps:
        return
    found = tuple(_overwritten(function))
    own = {name for name in {each.variable for each in found} if _is_own(function, name)}
    yield from (each for each in found if each.variable in own)


def _overwritten(function: Function) -> Iterator[Overwritten]:
    inner = (block for statement in flat(function.statements) for block in statement.blocks)
    for block in (function.statements, *inner):
        for index, statement in enumerate(block):
            first = _result(statement)
            following = _next_with(first.target or "", block, index) if first else None
            second = _result(following) if following else None
            if first and following and second and _is_lost(first, second, following):
                yield Overwritten(
                    first.target or "", first, second, (statement.line, following.line)
                )


def _result(statement: Statement) -> Call | None:
    """The call of ``err = call(…);``, nothing else."""
    known = table("error_codes")
    if statement.kind is not StatementKind.EXPRESSION or len(statement.assignments) != 1:
        return None
    call = next((call for call in statement.calls if call.use is Use.ASSIGNED), None)
    if call is None or call.target not in known["names"]:
        return None
    is_for_effect = re.search(known["effects"], call.callee)
    is_all = statement.assignments[0].value.startswith(call.callee)
    return call if is_all and not is_for_effect else None


def _next_with(name: str, block: Sequence[Statement], index: int) -> Statement | None:
    """The first statement behind one that has the name, or may have it in a macro or a block."""
    for at in range(index + 1, len(block)):
        is_plain = block[at].kind is StatementKind.EXPRESSION
        if not is_plain or _mentions(block[at], name) or _has_macro(block[at]):
            return block[at]
    return None


def _has_macro(statement: Statement) -> bool:
    return any(call.callee.isupper() for call in statement.calls)


def _mentions(statement: Statement, name: str) -> int:
    return len(re.findall(rf"\b{re.escape(name)}\b", statement.text))


def _is_lost(first: Call, second: Call, following: Statement) -> bool:
    """Whether the second call gets no more of the variable than to overwrite it, and is another."""
    is_repeated = (first.callee, first.arguments) == (second.callee, second.arguments)
    return (
        second.target == first.target
        and _mentions(following, second.target or "") == 1
        and not is_repeated
    )


def _is_own(function: Function, name: str) -> bool:
    """Whether a variable is the function's own, which looks at it somewhere.

    Not where its address is known to others.
    """
    statements = tuple(flat(function.statements))
    declaring = [each for each in statements if each.kind is StatementKind.DECLARATION]
    is_declared = any(_mentions(each, name) and not _is_static(each) for each in declaring)
    is_parameter = any(each.name == name for each in function.parameters)
    is_looked_at = any(
        _mentions(each, name) > sum(one.target == name for one in each.assignments)
        for each in statements
        if each.kind is not StatementKind.DECLARATION
    )
    address = re.compile(rf"&\s*{re.escape(name)}\b(?!\s*(?:->|\.|\[))")
    is_known = any(address.search(each.text) for each in statements)
    return (is_declared or is_parameter) and is_looked_at and not is_known


def _is_static(declaration: Statement) -> bool:
    return declaration.text.startswith("static ")
