"""Whether the tabs of a patch became blanks on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.knowledge.layout import is_tool
from reviewbot.model.budget import spend
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine

_INDENT = " " * 7  # what a tab takes behind the sign that a line of a diff begins with
_ENOUGH = 3  # a table may be set with blanks, and a comment
_LINES = 100  # looked at in a step


@once_for_each
def lost_tab(context: DiffContext) -> DiffLine | None:
    """The first line of C that was there before and lost its tab, where none of the patch has one."""
    files = [file for file in context.files if file.is_c and not is_tool(file.path)]
    lines = [line for file in files for hunk in file.hunks for line in hunk.lines]
    spend(1 + len(lines) // _LINES)
    if any("\t" in line.text for line in lines):
        return None
    lost = [
        line
        for line in lines
        if line.kind is not ADDED and line.text.startswith(_INDENT) and line.text[-1] in ";{}"
    ]
    return lost[0] if len(lost) >= _ENOUGH else None
