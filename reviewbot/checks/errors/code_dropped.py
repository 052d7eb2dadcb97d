"""Error code of a call that is tested in place and replaced by another one.

Asks about ``if (kstrtoint(…)) return -EINVAL;``, where the function has a code to tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.chosen_code import is_chosen
from reviewbot.context.c.hunk.new import has_in_removed, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True


def _tells() -> frozenset[str]:
    """The functions that return 0 or an error code."""
    return names_in("zero_or_error", "functions")


_DROPPED = Pattern(
    "if (TEST) { return -$code; }",
    TEST=("$callee(...)", "$callee(...) != 0", "$callee(...) < 0"),
    callee=_tells,
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each code that nobody gets to see."""
    for match in new_code(context, _DROPPED):
        code = match["code"]
        is_kept = has_in_removed(match, f"-{code}") or is_chosen(context, match, code)
        if code.startswith("E") and not is_kept:
            facts = {"callee": match["callee"], "own": f"-{code}"}
            yield Remark(match.line.body_line, facts, Confidence.MODERATE)
