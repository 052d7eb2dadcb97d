"""Power management callbacks that are only built with an option."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.conditionals import conditionals
from reviewbot.model.budget import shared
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.conditionals import Conditional
    from reviewbot.model.patch import Hunk

POINTERS = {"CONFIG_PM": "pm_ptr", "CONFIG_PM_SLEEP": "pm_sleep_ptr"}  # that make them needless
_CALLBACK = regex(r"static int (?:__maybe_unused )?\w*(?:suspend|resume)\w*\(struct device \*")


@shared(maxsize=1024, of_mail=True)
def guarded_callbacks(hunk: Hunk) -> tuple[Conditional, ...]:
    """The conditions of a hunk with nothing inside but static functions that are such callbacks."""
    found = conditionals(hunk) if not hunk.added_words.isdisjoint(POINTERS) else ()
    return tuple(each for each in found if each.option in POINTERS and _has_only_callbacks(each))


def _has_only_callbacks(part: Conditional) -> bool:
    lines = [line.text for line in part.inside if line.text[:1].isalpha()]
    is_static = all(text.startswith("static ") for text in lines)
    return is_static and bool(_CALLBACK.match(part.code))
