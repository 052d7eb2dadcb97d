"""What the patches of a series add, as text: who else brings a name, and which file uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.context.positions import position
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

_CHARACTERS = 4000  # of text searched for a name in a step


def is_added_elsewhere(context: DiffContext, name: str) -> bool:
    """Whether another patch of the series adds a line with the name, or a longer one with it."""
    others = [patch for patch in context.series.patches if patch is not context.patch]
    spend(len(others))
    for patch in others:
        text = _added(patch)
        spend(len(text) // _CHARACTERS)
        if name in text:
            return True
    return False


def added_later(context: DiffContext, path: str) -> frozenset[str]:
    """The words that later patches of the series add to a file."""
    later = context.series.patches[position(context.patch, context.series) + 1 :]
    spend(len(later))
    files = (file for patch in later for file in patch.files if file.path == path)
    return frozenset().union(*(hunk.added_words for file in files for hunk in file.hunks))


@once_for_each
def _added(patch: Patch) -> str:
    """All lines a patch adds."""
    return "\n".join(line.text for file in patch.files for line in file.added())


def only_source_with(series: Series, word: str) -> str:
    """The only C source the series adds a word to; ``""`` where there is none, or several."""
    paths = {
        file.path
        for patch in series.patches
        for file in patch.files
        if file.path.endswith(".c") and any(word in hunk.added_words for hunk in file.hunks)
    }
    return paths.pop() if len(paths) == 1 else ""
