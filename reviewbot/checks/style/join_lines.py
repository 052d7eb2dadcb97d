"""Statement or function head on two lines that fits on one.

Reports, where both lines are added, a call, a condition or the head of a function that takes no
more than 80 columns if joined. Not where a comment or a second string stands in it, nor a list of
flags. Only asked: one place in thirty got such a comment from people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.two_lines import new_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C)

_COLUMNS = 80


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each pair of lines that could be one."""
    for first, second in new_pairs(context):
        start = first.text.rstrip()
        joined = start + ("" if start.endswith("(") else " ") + second.text.strip()
        if len(joined.expandtabs()) <= _COLUMNS:
            yield Remark(second.body_line, confidence=Confidence.MODERATE)
