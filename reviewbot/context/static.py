"""The fix that makes a function or an object static, where its definition begins in the diff."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.wrapped import margin
from reviewbot.context.fix import aligned
from reviewbot.model.budget import spend
from reviewbot.model.fix import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.fix import Fix
    from reviewbot.model.patch import DiffLine

_LONGEST = 200  # characters of a line that is looked at
_STATIC = "static "


def static(context: DiffContext, name: str, path: str) -> Fix:
    """``static`` in front, the parameters moved along; nothing where the place is not one line."""
    spend(sum(len(hunk.lines) for file in context.files for hunk in file.hunks))
    begins = re.compile(
        rf"(?!static\b|extern\b|typedef\b)[a-z][\w \t*]*\b{re.escape(name)}\b(?!.*;$)|[a-z][\w \t*]*\b{re.escape(name)}(?:\[.*\])? = "
    )
    found = [
        (hunk.post, at)
        for file in context.files
        if file.path == path
        for hunk in file.hunks
        for at, line in enumerate(hunk.post)
        if len(line.text) <= _LONGEST and begins.match(line.text)
    ]
    if len(found) != 1:
        return ()
    lines, at = found[0]
    line = lines[at].body_line
    return (Edit(line, 0, line, 0, _STATIC), *_along(lines[at + 1 :]))


def _along(lines: Sequence[DiffLine]) -> Iterator[Edit]:
    """The further lines of a head."""
    for line in lines:
        side = margin(line.text)
        if not side or side == line.text or " " not in side:
            return
        yield from aligned(line, len(side.expandtabs()) + len(_STATIC))
