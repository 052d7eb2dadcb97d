"""Child node given back in a round of a loop that gives it back itself.

Reports the call at the end of a round, or before ``continue``, where the child is not used any more
and nothing in the loop takes it once more. Names the jumps out of the loop that need the call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.child_loops import LOOP, child_loops
from reviewbot.context.c.hunk.new import is_new

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Fact

SEVERITY = Severity.ERROR
BUG = True
KERNEL_ONLY = True
WHEN = When(patterns=(LOOP,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each call that is one too many."""
    for loop in child_loops(context):
        for at in loop.extra_puts:
            line = loop.match.code.tokens[at].line
            if is_new(context, line):
                facts: dict[str, Fact] = {
                    "loop": loop.match["loop"],
                    "put": loop.put,
                    "child": loop.child,
                    "jumps": tuple(dict.fromkeys(loop.jumps_out(at))),
                }
                yield Remark(line.body_line, facts)
