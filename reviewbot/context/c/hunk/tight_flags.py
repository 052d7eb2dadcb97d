"""Flags that are joined without blanks: ``A|B``, which much of the kernel has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.before import lines_at_hand
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine

_TIGHT = regex(r"[A-Z0-9_]\|[A-Z_]")
_LOOSE = regex(r"[A-Z0-9_] \| [A-Z_]")
_OTHER = regex(r"[\w)\]](?:<<|[=!>+-]=|&&|\|\||[+=]|\|(?![A-Z_]))[\w(]")
_FEWEST = 3  # of a file, that are its habit


def has_tight_flags(line: DiffLine) -> bool:
    """Whether they are all that a line joins without blanks."""
    return bool(_TIGHT.search(line.text)) and not _OTHER.search(line.text)


def joins_flags(part: Fragment) -> bool:
    """Whether several lines of a hunk do so, and more than have blanks there."""
    spend(len(part.lines))
    tight = sum(bool(_TIGHT.search(line.text)) for line in part.lines)
    loose = sum(bool(_LOOSE.search(line.text)) for line in part.lines)
    return tight >= _FEWEST and tight > loose


def parts_flags(context: DiffContext, line: DiffLine) -> bool:
    """Whether the file, as far as it was known before, has blanks between all of its flags."""
    file, _ = context.patch.anchors.get(line.body_line, (None, None))
    lines = lines_at_hand(context, file) if file else ()
    spend(len(lines))
    loose = sum(bool(_LOOSE.search(each)) for each in lines)
    return loose >= _FEWEST and not any(map(_TIGHT.search, lines))
