"""Added comment with an empty row before its end or behind its beginning.

Asks about `` *`` above `` */`` and below ``/*``. Not in kernel-doc.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.comments import new_comments
from reviewbot.context.fix import without

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"\*(?<!\S\*)\s*$",))

_LEAST = 3  # rows that have one between


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each row that says nothing."""
    for comment in new_comments(context):
        rows = [line.text.strip() for line in comment.lines]
        is_box = any("***" in row or "---" in row or "===" in row for row in rows)
        if len(rows) >= _LEAST and rows[-1] == "*/" and not comment.is_kernel_doc and not is_box:
            for at in sorted({1, len(rows) - 2}):
                if rows[at] == "*" and rows[0] == "/*":
                    line = comment.lines[at]
                    yield Remark(line.body_line, {}, fix=without([line]))
