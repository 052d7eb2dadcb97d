"""Whether somebody looks for an error code: then it tells them something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.before import lines_at_hand
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff

_SIGNS = ("==", "!=", "case")


def is_compared(context: DiffContext, file: FileDiff, code: str) -> bool:
    """Whether the file, as far as it is known, or the patch compares with it."""
    forms = tuple(f"{sign} -{code}" for sign in _SIGNS)
    return any(form in line for line in _lines(context, file) for form in forms)


def _lines(context: DiffContext, file: FileDiff) -> Iterator[str]:
    """The lines of the file before the patch, and those it has in sight after it."""
    before = lines_at_hand(context, file)
    spend(len(before))
    yield from before
    for each in context.files:
        for hunk in each.hunks if each.is_c else ():
            yield from (line.text for line in hunk.post)
