"""Statement or function head on two lines that fits on one.

Reports, where both lines are added, a call, a condition or the head of a function that takes no
more than 80 columns if joined, or 100 where the directory takes those; a question where it comes
within six of them. Not where a comment or a second string stands in it, nor a list of flags, nor where
the code was broken there before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
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
_SPARE = 6  # who comes nearer to the end of the line may well mean the break


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
        if width <= columns and not _was_broken(context, second):
            facts = {"columns": columns if width > _COLUMNS else 0}
            sure = Confidence.HIGH if width <= columns - _SPARE else Confidence.MODERATE
            yield Remark(second.body_line, facts, sure, fix=joined(first, second))


def _was_broken(context: DiffContext, second: DiffLine) -> bool:
    """Whether a removed line began there, too."""
    end = second.text.strip()
    return not context.removed().isdisjoint((end, end.rstrip(" {;"), f"{end.rstrip(' {;')};"))
