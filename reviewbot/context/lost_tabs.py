"""Whether the tabs of a patch became blanks on the way."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.knowledge.layout import is_tool
from reviewbot.model.budget import spend
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff

_INDENT = " " * 7  # what a tab takes behind the sign that a line of a diff begins with
_SET = regex(r" {7}(?: {8})*(?! )")  # so many blanks nobody indents with
_ENDS = (";", "{", "}", ")", "*/")
_ENOUGH = 3  # a table may be set with blanks, and a comment
TREES = (".dts", ".dtsi", ".dtso")
_LINES = 100  # looked at in a step


@once_for_each
def lost_tab(context: DiffContext) -> DiffLine | None:
    """The first line of C or of a devicetree that lost its tab, where none of the patch has one.

    Lines that were there before tell, and new ones that are indented as a tab behind a sign is shown.
    """
    files = [file for file in context.files if _has_tabs(file) and not is_tool(file.path)]
    hunks = [hunk.lines for file in files for hunk in file.hunks]
    lines = [line for hunk in hunks for line in hunk]
    spend(1 + len(lines) // _LINES)
    if any("\t" in line.text for line in lines):
        return None
    ended = [line for line in lines if line.text.startswith(_INDENT) and line.text[-1] in ";{}"]
    lost = [line for line in ended if line.kind is not ADDED]
    if len(lost) >= _ENOUGH:
        return lost[0]
    begun = [line for hunk in hunks for line in _statements(hunk)]
    shown = [line for line in begun if _SET.match(line.text)]
    return shown[0] if len(shown) >= _ENOUGH and len(shown) > len(begun) // 2 else None


def _has_tabs(file: FileDiff) -> bool:
    """Whether its lines are indented with tabs."""
    return file.is_c or file.path.endswith(TREES)


def _statements(lines: Sequence[DiffLine]) -> list[DiffLine]:
    """The indented lines that begin and end a statement: no other goes on in them."""
    return [
        line
        for above, line in pairwise(lines)
        if line.text.startswith("    ")
        and line.text[-1] in ";{}"
        and (not above.text or above.text.endswith(_ENDS))
    ]
