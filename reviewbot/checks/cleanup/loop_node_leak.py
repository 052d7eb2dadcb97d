"""Added return out of a loop over child nodes without giving the child back.

As a question where a function of the driver is given the child, which may keep it, and no other way
out of the loop gives it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity, When
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
    """Remark on each return that keeps the child of this round."""
    for loop in child_loops(context):
        shown = [loop.match.code.tokens[at].line.body_line for at in loop.parting_puts]
        related = tuple(Related(at, "the child is given back") for at in shown[:1] if at)
        for at in () if loop.keeps_child else loop.returns:
            line = loop.match.code.tokens[at].line
            if is_new(context, line) and not loop.is_given_back(at):
                facts: dict[str, Fact] = {
                    "put": loop.put,
                    "child": loop.child,
                    "shown": len(shown[:1]),
                }
                sure = shown or not loop.is_handed_on
                confidence = Confidence.HIGH if sure else Confidence.MODERATE
                yield Remark(line.body_line, facts, confidence, related)
