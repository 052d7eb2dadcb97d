"""Added return of a variable that is 0 there.

Reports a ``return ret;`` where ``if (ret) return ret;`` or the like stands above it and nothing
between sets ret. The variable is not wrong, only harder to read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.declared import type_of
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tested import tested_alone
from reviewbot.context.c.hunk.tokens import TokenKind
from reviewbot.context.fix import rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.blocks import Statement
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_RETURN = Pattern("^ return $value;")
WHEN = When(patterns=(_RETURN,), shapes=(r"return\s+[A-Za-z_]\w*\s*;",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each return whose value is known."""
    is_any = any(map(tested_alone, changed_parts(context)))
    for match in new_code(context, _RETURN) if is_any else ():
        value = match.of("value")
        is_tested = _is_name(value) and value[0].text in tested_alone(match.fragment)
        if is_tested and _is_zero(match):
            facts = {"variable": match["value"]}
            fix = rewritten(match, "return 0;")
            yield Remark(match.line.body_line, facts, fix=fix)


def _is_name(value: Sequence[Token]) -> bool:
    return len(value) == 1 and value[0].kind is TokenKind.NAME


def _is_zero(match: Match) -> bool:
    """Whether the function was left where it is not 0, and nothing sets it later."""
    name, function = match["value"], match.function
    level = next(match.code.blocks.around(match.start), None)
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
