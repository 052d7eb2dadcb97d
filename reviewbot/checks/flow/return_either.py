"""Added variable that both branches of an if set, and the next statement returns.

Asks about ``if (a) ret = f(); else ret = g(); return ret;`` at the end of a function: each branch can
return its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.file.settled import is_changed_later
from reviewbot.context.c.hunk.carried import is_carrier
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.error_codes import code_names

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True


_EITHER = Pattern(
    "if ($test) { $kept = $one(...); } else { $kept = $other(...); } return $kept;", kept=code_names
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each at the return."""
    for match in new_code(context, _EITHER):
        function = match.function
        if (
            function
            and match.before != "else"
            and match.ends_function
            and is_carrier(match["kept"], function)
            and not is_changed_later(context, name_of(function))
        ):
            facts = {"kept": match["kept"], "one": match["one"]}
            yield Remark(match.line.body_line, facts)
