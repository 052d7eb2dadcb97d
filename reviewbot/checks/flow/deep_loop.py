"""Loop whose body is all in the branch of one condition.

Asks about an added loop that has nothing else in it, where the branch is of some length: the other way round,
with continue, it is a level less deep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.deep_branches import is_all_of_loop
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("if",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each at the condition."""
    for part in changed_parts(context):
        if "if" not in part.hunk.added_words:
            continue
        code = part.code
        for at in code.places.get("if", ()):
            line = code.tokens[at].line
            if line.kind is ADDED and is_all_of_loop(code, at) and is_new(context, line):
                test = readable(code.tokens[at + 2 : code.closing[at + 1]])
                yield Remark(line.body_line, {"test": test}, Confidence.MODERATE)
