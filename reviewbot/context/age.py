"""Whether the tree at hand is of the day of a mail, as far as the release that its Makefile names tells.

What a tree of a later day has may have come since; what an older one has may be gone.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.levels import tree_of
from reviewbot.context.memo import once_for_each
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext

Release = tuple[int, ...]
AHEAD = timedelta(weeks=12)  # before its release what is new is in linux-next already
_STALE = timedelta(weeks=13)  # behind its release a tree is not that of new patches
_VERSION = regex(r"^(VERSION|PATCHLEVEL)\s*=\s*(\d+)", re.MULTILINE)


def release(name: str) -> Release:
    """The numbers of a release, as those of ``6.18``."""
    return tuple(int(part) for part in name.split("."))


@cache
def released() -> dict[Release, datetime]:
    """When each release came out, in order."""
    days = table("releases")["released"]
    known = {
        release(name): datetime.fromisoformat(f"{day}T00:00:00Z") for name, day in days.items()
    }
    return dict(sorted(known.items()))


@once_for_each
def at_hand(context: DiffContext) -> Release:
    """The release that the tree at hand is, or is to become; empty where that is not known."""
    tree = tree_of(context)
    makefile = tree.read("Makefile") if tree else None
    numbers = dict(_VERSION.findall((makefile or b"").decode("utf-8", "replace")))
    return tuple(int(numbers[part]) for part in ("VERSION", "PATCHLEVEL") if part in numbers)


def is_of_later(name: Release, day: datetime | None) -> bool:
    """Whether nothing of a release was there on that day, not even in linux-next.

    Not so where either is not known. What is newer than all that are known came out after them.
    """
    came_out = next((came for known, came in reversed(released().items()) if known <= name), None)
    return day is not None and came_out is not None and day < came_out - AHEAD


def is_tree_later(context: DiffContext) -> bool:
    """Whether the tree at hand is of a release that nothing was there of when the mail was sent."""
    return is_of_later(at_hand(context), context.message.date)


def is_tree_older(context: DiffContext) -> bool:
    """Whether the release of the tree at hand had been out for months when the mail was sent."""
    day, came_out = context.message.date, released().get(at_hand(context))
    return day is not None and came_out is not None and day > came_out + _STALE
