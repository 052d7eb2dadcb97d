"""Lines of kernel-doc that describe several names at once, which kernel-doc does not read.

``@low, @high: bounds``, ``@area0-3: where it is``: one line is for one name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.c.hunk.comments import Comment
    from reviewbot.model.patch import DiffLine

_LISTED = regex(r"@\w+(?:[ \t]*(?:,|/|-|~|\.{2,3}|\band\b|\bto\b)[ \t]*(?:@\w+|\d+))+[ \t]*:")
_OPEN = regex(r"@\w+[ \t]*,")
_RANGE = regex(r"@([A-Za-z_]\w*?)(\d+)[ \t]*(?:-|~|\.{2,3}|\bto\b)[ \t]*(?:@?\1)?(\d+)")
_NAME = regex(r"@(\w+)")
_MOST = 64  # names of a range


def names_of(row: str) -> Sequence[str]:
    """The names that one line describes together; none where it describes one."""
    listed = _LISTED.match(row)
    if not listed:
        return ()
    if ends := _RANGE.match(row):
        first, last = int(ends[2]), int(ends[3])
        return [f"{ends[1]}{number}" for number in range(first, min(last, first + _MOST) + 1)]
    return _NAME.findall(listed[0])


def together(comment: Comment) -> Mapping[str, DiffLine]:
    """The line of each name that is described beside others."""
    rows = zip(comment.lines, comment.rows, strict=True)
    return {name: line for line, row in rows for name in names_of(row)}


def is_unclear(row: str) -> bool:
    """Whether several names begin a line, and nothing tells where they end."""
    return bool(_OPEN.match(row)) and not names_of(row)
