"""How many places of a file keep a convention, and how many do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.habits.orders import COUNTED
from reviewbot.context.habits.views import Views
from reviewbot.knowledge.habits import Habit, forms, habits, needs
from reviewbot.knowledge.layout import is_devicetree

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEVICETREE = "devicetree"


def all_places(text: str, path: str) -> Iterator[tuple[str, int, int]]:
    """Each convention that a file has places of: its name, those that keep it, and all."""
    views = Views(text)
    is_source = is_devicetree(path)
    for name, habit in habits().items():
        is_its = is_source == (habit.view == _DEVICETREE)
        kept, other = _counted(habit, views) if is_its else (0, 0)
        if kept or other:
            yield name, kept, kept + other


def places(name: str, text: str) -> tuple[int, int]:
    """The places of one convention in a file: those that keep it, and all."""
    kept, other = _counted(habits()[name], Views(text))
    return kept, kept + other


def _counted(habit: Habit, views: Views) -> tuple[int, int]:
    if not any(word in views.text for word in habit.words):
        return 0, 0
    if habit.counted:
        return COUNTED[habit.counted](*views.of(habit.view))
    if habit.needs:
        return _included(habit.name, *views.of(habit.view))
    good, other = forms(habit.name)
    texts = views.of(habit.view)
    return (
        sum(1 for text in texts for _ in good.finditer(text)),
        sum(1 for text in texts for _ in other.finditer(text)),
    )


def _included(name: str, text: str) -> tuple[int, int]:
    """Of the needs of a file those whose header it includes itself, and others."""
    needed = [headers for use, headers in needs(name) if use.search(text)]
    kept = sum(any(f"#include <{header}>" in text for header in each) for each in needed)
    return kept, len(needed) - kept
