"""Error code that the next statement overwrites before anybody looked at it.

Reports ``err = first(…);`` followed by ``err = second(…);`` where nothing between them mentions
err, so that a failure of first() is lost. What a function loses of one variable is one remark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, Related, Remark, Severity
from reviewbot.context.c.file.changed_functions import changed_functions
from reviewbot.context.c.file.flow import read
from reviewbot.context.c.file.statements import StatementKind, Use
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.file.statements import Call, Statement
    from reviewbot.model.finding import Fact

SEVERITY = Severity.WARNING
BUG = True


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on the results a function loses, for each variable."""
    for definition, new, _ in changed_functions(context):
        function = read(definition)
        if function is None or function.partial or function.hides_jumps:
            continue
        blocks = [function.statements]
        lost: dict[str, list[tuple[int, Call, Call]]] = {}
        while blocks:
            block = blocks.pop()
            blocks.extend(inner for each in block for inner in each.blocks)
            for at, first, second in _in_block(block, new):
                lost.setdefault(first.target or "", []).append((at, first, second))
        for variable, found in lost.items():
            yield _remark(variable, sorted(found, key=lambda each: each[0]))


def _remark(variable: str, found: Sequence[tuple[int, Call, Call]]) -> Remark:
    (at, _, second), *others = found
    related = tuple(Related(other, "is lost as well") for other, _, _ in others)
    facts: dict[str, Fact] = {
        "variable": variable,
        "lost": tuple(dict.fromkeys(f"{first.callee}()" for _, first, _ in found)),
        "times": len(found),
        "second": f"{second.callee}()",
    }
    return Remark(at, facts, related=related)


def _in_block(
    block: Sequence[Statement], new: Mapping[int, int]
) -> Iterator[tuple[int, Call, Call]]:
    """The body line of each lost result, the call that gave it and that which overwrites it."""
    for index, statement in enumerate(block):
        first = _result(statement)
        if first is None or first.target is None:
            continue
        following = range(index + 1, len(block))
        place = next((at for at in following if _mentions(block[at], first.target)), None)
        if place is None:
            continue
        follow = block[place]
        second = _result(follow)
        if (
            second is None
            or second.target != first.target
            or any(block[at].kind is not StatementKind.EXPRESSION for at in range(index + 1, place))
            or len(re.findall(rf"\b{first.target}\b", follow.text)) > 1
            or (first.callee, first.arguments) == (second.callee, second.arguments)
        ):
            continue
        at = new.get(statement.line) or new.get(follow.line)
        if at:
            yield at, first, second


def _result(statement: Statement) -> Call | None:
    """The call of ``err = call(…);``, nothing else."""
    known = table("error_codes")
    if statement.kind is not StatementKind.EXPRESSION or len(statement.assignments) != 1:
        return None
    call = next((each for each in statement.calls if each.use is Use.ASSIGNED), None)
    if (
        call is None
        or call.target not in known["names"]
        or re.search(known["effects"], call.callee)
    ):
        return None
    return call if statement.assignments[0].value.startswith(call.callee) else None


def _mentions(statement: Statement, name: str) -> bool:
    """Whether a statement, or anything in its blocks, has the name; labels and cases count too."""
    return any(
        each.kind in (StatementKind.LABEL, StatementKind.CASE)
        or re.search(rf"\b{re.escape(name)}\b", each.text) is not None
        or any(re.search(rf"\b{re.escape(name)}\b", a) for c in each.calls for a in c.arguments)
        for each in statement.walk()
    )
