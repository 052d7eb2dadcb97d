"""Added return out of a loop over child nodes without giving the child back.

One remark a loop, at the first of them; it tells how many there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.child_loops import LOOP, child_loops
from reviewbot.context.c.hunk.new import is_new

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Fact

SEVERITY = Severity.ERROR
BUG = True
KERNEL_ONLY = True
WHEN = When(patterns=(LOOP,))

_NOTE = "leaks it, too"


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each return that keeps the child of this round."""
    for loop in child_loops(context):
        shown = [loop.match.code.tokens[at].line.body_line for at in loop.parting_puts]
        related = [Related(at, "the child is given back") for at in shown[:1] if at]
        lines = [
            line
            for at in (() if loop.keeps_child else loop.returns)
            if is_new(context, line := loop.match.code.tokens[at].line)
            and not loop.is_given_back(at)
        ]
        for first in lines[:1]:
            facts: dict[str, Fact] = {
                "put": loop.put,
                "child": loop.child,
                "shown": len(shown[:1]),
                "more": len(lines) - 1,
            }
            related += [
                Related(each.body_line, _NOTE, again=True, counts=False) for each in lines[1:]
            ]
            yield Remark(first.body_line, facts, related=tuple(related))
