"""Added notifier_from_errno(0), which is NOTIFY_OK.

Reports the call with a literal 0, and with a local variable that holds nothing but 0 in a function
that is whole in the hunk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import is_new, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.values import always_zero
from reviewbot.context.fix import rewritten
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True


def _constant() -> Mapping[str, Any]:
    """The functions with a constant result for one argument."""
    return by_name("notifier", "constant_calls", key="function")


_CALL = Pattern("$callee($x)", callee=_constant)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added call whose result is a constant."""
    for match in new_code(context, _CALL, partly=True, commented=True):
        line, known = match.tokens[0].line, _constant()[match["callee"]]
        variable = "" if match["x"] == known["argument"] else match["x"]
        if is_new(context, line) and not (variable and not _is_always_zero(match)):
            is_returned = (match.before, match.after) == ("return", ";")
            instead = f"return {known['value']};" if is_returned else known["value"]
            fix = () if variable else rewritten(match, known["value"])
            yield Remark(line.body_line, {"instead": instead, "variable": variable}, fix=fix)


def _is_always_zero(match: Match) -> bool:
    """Whether the argument is a variable that holds nothing but 0."""
    argument, function = match.of("x"), match.function
    return len(argument) == 1 and function is not None and always_zero(argument[0], function)
