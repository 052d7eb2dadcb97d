"""Statement or function head on two lines that fits on one.

Reports, where both lines are added, a call, a condition or the head of a function that takes no
more than 80 columns if joined, or 100 where the directory takes those. Not where a comment or a
second string stands in it, nor a list of flags. Only asked: one place in thirty got such a comment
from people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.two_lines import new_pairs
from reviewbot.context.fix import joined, one_line
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C)

_COLUMNS = 80


def _columns(context: DiffContext, line: DiffLine) -> int:
    """How many the directory allows."""
    file, _ = context.patch.anchors.get(line.body_line, (None, None))
    known = table("columns")["directories"]
    allowed = (each["columns"] for each in known if file and file.path.startswith(each["path"]))
    return next(allowed, _COLUMNS)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each pair of lines that could be one."""
    for first, second in new_pairs(context):
        width, columns = len(one_line(first, second).expandtabs()), _columns(context, second)
        if width <= columns:
            facts = {"columns": columns if width > _COLUMNS else 0}
            yield Remark(second.body_line, facts, fix=joined(first, second))
