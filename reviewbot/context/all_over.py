"""Patches that go by what is done to many parts of the tree, and not by one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.learned_prefixes import habit_of
from reviewbot.context.memo import once_for_each
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.learned_prefixes import Habit
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

_MANY = 5  # subsystems
_WORD = regex(r"\w+")


def is_all_over(patch: Patch, series: Series) -> bool:
    """Whether a series goes through so many subsystems that its author calls all of it after what he does.

    What brings a file of its own, as a driver, goes by where that is.
    """
    if any(file.old_path is None for file in patch.files):
        return False
    return len(_subsystems(series)) >= _MANY


@once_for_each
def _subsystems(series: Series) -> frozenset[str]:
    """What the patches of a series should begin with, each in lower case."""
    habits = (habit_of([file.path for file in one.files]) for one in series.patches)
    return frozenset(habit.first for habit in habits if habit)


def is_enabled(title: str, habit: Habit) -> bool:
    """Whether a feature, by whose name the patch goes, is put into an architecture that it names."""
    named = _WORD.findall(title.rpartition(":")[2].lower())
    return habit.directory.startswith("arch/") and habit.first in named
