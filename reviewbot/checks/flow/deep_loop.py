"""Loop whose body is all in the branch of one condition.

Asks about an added loop that has nothing else in it, where the branch is of some length: the other way round,
with continue, it is a level less deep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.code import Code

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, words=("if",))

_LEAST = 5  # lines of the branch
_LEAVES = frozenset(("break", "return", "goto"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each at the condition."""
    for part in changed_parts(context):
        code = part.code
        for at in code.places.get("if", ()):
            line = code.tokens[at].line
            if line.kind is ADDED and _is_all(code, at) and is_new(context, line):
                test = readable(code.tokens[at + 2 : code.closing[at + 1]])
                yield Remark(line.body_line, {"test": test}, Confidence.MODERATE)


def _is_all(code: Code, at: int) -> bool:
    """Whether the branch is long, is all of a loop and does not leave that."""
    opening = code.closing.get(at + 1, 0) + 1
    closing = code.closing.get(opening, 0) if code.text(opening) == "{" else 0
    is_alone = code.text(at - 1) == "{" and code.text(closing + 1) == "}"
    if not closing or not is_alone or not _is_loop(code, at - 1):
        return False
    if code.tokens[opening + 1].line.kind is not ADDED:
        return False  # only the condition is another one
    lines = (code.tokens[closing].line.new or 0) - (code.tokens[opening].line.new or 0)
    last = closing - 1
    while last > opening + 1 and code.texts[last - 1] not in STATEMENT_ENDS:
        last -= 1
    return lines > _LEAST and code.texts[last] not in _LEAVES


def _is_loop(code: Code, brace: int) -> bool:
    """Whether a brace is that of a loop whose head is in sight."""
    start = code.opening.get(brace - 1, 0) - 1 if code.text(brace - 1) == ")" else -1
    word = code.text(start) if start >= 0 else ""
    return word in ("for", "while") or "for_each" in word
