"""Result tested with IS_ERR_OR_NULL() where it is never NULL.

Asks about the test right behind ``p = f(…);``, where f is known to return an error pointer when it
fails, and NULL at no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.failed import by_failure
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import swapped
from reviewbot.knowledge.failing import fails_with

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
FINAL_ONLY = True
KERNEL_ONLY = True

_TEST = "IS_ERR_OR_NULL"
_TESTED = Pattern(
    f"$p = $callee(...); if ({_TEST}($p))", callee=by_failure(fails_with, "error_pointer")
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such test."""
    for match in new_code(context, _TESTED):
        test = match.first(_TEST)
        facts = {"callee": match["callee"]}
        fix = swapped(match.fragment, [test], "IS_ERR")
        yield Remark(test.line.body_line, facts, Confidence.MODERATE, fix=fix)
