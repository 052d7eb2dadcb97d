"""Added loop over child nodes that gives the child back by hand on its ways out.

Reports loops with a form that does it by itself, where all of the body is in sight and the child is
of no use behind the loop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.child_loops import LOOP, ChildLoop, child_loops, is_child_of_loop
from reviewbot.context.c.hunk.new import is_new

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "scoped_child_loop"
WHEN = When(patterns=(LOOP,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each loop at the first place where it gives the child back."""
    for loop in child_loops(context):
        puts = loop.leaving_puts
        line, function = loop.match.tokens[0].line, loop.match.function
        if puts and loop.scoped and is_new(context, line) and not _is_needed_longer(loop):
            at = loop.match.code.tokens[puts[0]].line.body_line or line.body_line
            sure = function is not None and function.whole
            confidence = Confidence.HIGH if sure else Confidence.MODERATE
            facts = {"scoped": loop.scoped, "put": loop.put}
            yield Remark(at, facts, confidence, recommends=(loop.scoped,))


def _is_needed_longer(loop: ChildLoop) -> bool:
    """Whether the child is stored, put where the loop goes on, or named behind it."""
    if loop.keeps_child or len(loop.puts) != len(loop.leaving_puts):
        return True
    code, function = loop.match.code, loop.match.function
    last = function.body[-1].line.new if function else None
    behind = (at for at in code.places.get(loop.child, ()) if at > loop.stop)
    first = next(behind, None)
    is_outside = first is None or (last or 0) < (code.tokens[first].line.new or 0)
    return not (is_outside or is_child_of_loop(code, first or 0))
