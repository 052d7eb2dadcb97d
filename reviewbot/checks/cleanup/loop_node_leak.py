"""Added return out of a loop over child nodes without giving the child back.

For sure where another way out of the same loop gives it back; else as a question, since a function
that is given the child may keep it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.child_loops import ChildLoop, child_loops
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.tokens import spelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.finding import Fact

SEVERITY = Severity.ERROR
BUG = True
KERNEL_ONLY = True

_PRINTED = re.compile(r"dev_\w+_probe \(")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each return that keeps the child of this round."""
    for loop in child_loops(context):
        shown = loop.puts
        related = tuple(_shown(loop, at) for at in shown[:1])
        for at in () if loop.keeps_child else loop.returns:
            line = loop.match.code.tokens[at].line
            if is_new(context, line) and not _gives_back(loop, at):
                facts: dict[str, Fact] = {
                    "put": loop.put,
                    "child": loop.child,
                    "shown": len(related),
                }
                confidence = Confidence.HIGH if shown else Confidence.MODERATE
                yield Remark(line.body_line, facts, confidence, related)


def _shown(loop: ChildLoop, at: int) -> Related:
    return Related(loop.match.code.tokens[at].line.body_line, "the child is given back")


def _gives_back(loop: ChildLoop, at: int) -> bool:
    """Whether the child may be given back on the way to a return, or is what is returned."""
    code = loop.match.code
    name = rf"\b{re.escape(loop.child)}\b"
    returned = spelled(code.tokens[at + 1 : code.texts.index(";", at)])
    if re.search(name, returned) and not _PRINTED.match(returned):
        return True
    given_back = re.compile(rf"\w*(?:put|free|release)\w* \( .*{name}")
    for level in code.blocks.around(at):
        if level.here.start < loop.start:
            break
        if any(each.start >= loop.start and given_back.match(each.text) for each in level.above):
            return True
    return False
