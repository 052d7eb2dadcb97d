"""Last line of a file without a newline.

Reports the line where the patch adds it so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each last line that has none, unless it had none before."""
    for file in context.files:
        had_none = any(line.old and not line.eol for hunk in file.hunks for line in hunk.lines)
        for line in file.added():
            if not (line.eol or had_none):
                yield Remark(line.body_line, {})
