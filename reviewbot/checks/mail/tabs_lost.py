"""Diff in which the tabs became blanks, so that it does not apply.

Reports a patch of C none of whose lines has a tab, where lines that were there before are indented by
eight blanks or more: a mail program or a terminal had its way with it. Not where nobody has signed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.signing import signatures
from reviewbot.knowledge.layout import is_tool
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C)

_INDENT = " " * 8
_ENOUGH = 3  # a table may be set with blanks, and a comment


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first line that was there before and lost its tab."""
    if context.patch.quote or not signatures(context.patch, "Signed-off-by"):
        return  # nobody knows what was sent, or means it to be applied
    files = [file for file in context.files if file.is_c and not is_tool(file.path)]
    lines = [line for file in files for hunk in file.hunks for line in hunk.lines]
    if any("\t" in line.text for line in lines):
        return
    lost = [
        line
        for line in lines
        if line.kind is not ADDED and line.text.startswith(_INDENT) and line.text[-1] in ";{}"
    ]
    if len(lost) >= _ENOUGH:
        yield Remark(lost[0].body_line)
