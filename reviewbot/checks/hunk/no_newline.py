"""Last line of a file without a newline.

Reports the line where the patch adds it so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
_LINK = "120000"  # what it points to is all that is in it


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each last line that has none, unless it had none before."""
    for file in context.files:
        if file.new_mode == _LINK:
            continue
        cut = [line for hunk in file.hunks for line in hunk.lines if not line.eol]
        if not any(line.old for line in cut):
            yield from (Remark(each.body_line, {}) for each in cut if each.kind is LineKind.ADDED)
