"""Change of nothing but white space, in a patch about something else.

Reports the first line of such a change, where there are one or two, each in a hunk of its own, and
others do more; not by who maintains the file, nor a blank line below declarations, nor in what is moved
to another file. Lines that only come to stand below an opening bracket are asked about: nobody wants those back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, SeriesContext, Severity
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.layout_changes import changes, is_about_layout, is_called_for, may_be_layout
from reviewbot.context.own_files import is_of_own_file
from reviewbot.context.whole import made_by

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
MOOT_BESIDE = ("style.blank_after_brace",)

_MOST, _MOST_FILES = 2, 8


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on each of these changes."""
    patch = context.patch
    if not is_to_commit(patch) or len(patch.files) > _MOST_FILES:
        return
    if not any(may_be_layout(hunk) for file in patch.files for hunk in file.hunks):
        return
    every = [*changes(patch)]
    found = [change for change in every if change.is_layout]
    if 0 < len(found) <= _MOST and len(found) < len(every) and not is_about_layout(patch):
        for change in found:
            is_own = change.file.path in made_by(context.series)
            is_own = is_own or is_of_own_file(context, change.file)
            if not is_own and not is_called_for(change, context):
                sure = Confidence.MODERATE if change.is_straightened else Confidence.HIGH
                yield Remark(change.lines[0].body_line, {}, sure)
