"""Hunk that changes nothing but white space, in a patch about something else.

Reports the first changed line of such a hunk, where there are one or two and others do more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.layout_hunks import changed, is_about_layout, is_called_for, layout_hunks

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True

_MOST_HUNKS, _MOST_FILES = 2, 8


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of these hunks."""
    patch = context.patch
    if not is_to_commit(patch) or len(patch.files) > _MOST_FILES or is_about_layout(patch):
        return
    found = [*layout_hunks(patch)]
    if len(found) <= _MOST_HUNKS and len(found) < sum(len(file.hunks) for file in patch.files):
        for file, hunk in found:
            if not is_called_for(file, hunk):
                yield Remark(changed(hunk)[0].body_line, {})
