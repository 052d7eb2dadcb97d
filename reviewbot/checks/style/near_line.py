"""Statement on two lines that fits on one of a few columns more than 80.

Asks about added calls and function heads that take 81 to 85 columns if joined, where the patch adds
longer lines of code to the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.two_lines import new_pairs
from reviewbot.context.fix import joined, one_line
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C)

_NEAR = range(81, 86)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each pair of lines that could be one, as others are."""
    pairs = [*new_pairs(context)]
    longest = _longest(context) if pairs else 0
    for first, second in pairs:
        width = len(one_line(first, second).expandtabs())
        if width in _NEAR and width <= longest:
            fix = joined(first, second)
            yield Remark(second.body_line, {"width": width}, fix=fix)


def _longest(context: DiffContext) -> int:
    """The columns of the longest added line of code, those with a message left out."""
    added = (
        line.text
        for file in context.files
        if file.is_c
        for hunk in file.hunks
        for line in hunk.lines
        if line.kind is ADDED and '"' not in line.text and line.text.endswith((";", "{"))
    )
    return max((len(text.expandtabs()) for text in added), default=0)
