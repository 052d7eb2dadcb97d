"""Work done once for each patch of a series, however many checks and mails ask for it."""

from __future__ import annotations

import weakref
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from reviewbot.model.budget import charged, priced

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewbot.model.budget import Priced
    from reviewbot.model.patch import Patch

Result = TypeVar("Result")


def once_for_each_patch(function: Callable[[Patch], Result]) -> Callable[[Patch], Result]:
    """Keep what ``function`` says of a patch as long as the patch lives.

    By identity: to hash or compare a patch means to walk all of its lines. Its budget is its own,
    see ``model/budget.py``; raises TooLargeError.
    """
    kept: dict[int, Priced[Result]] = {}

    @wraps(function)
    def remembered(patch: Patch) -> Result:
        key = id(patch)
        if key not in kept:
            known = priced(lambda: function(patch))
            weakref.finalize(patch, kept.pop, key, None)  # first: nothing outlives its patch
            kept[key] = known
        return charged((function, key), kept[key])

    return remembered
