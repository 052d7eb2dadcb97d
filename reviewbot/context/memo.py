"""Work done once for each patch, series or context, however many checks and mails ask for it."""

from __future__ import annotations

import weakref
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from reviewbot.model.budget import charged, priced

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewbot.model.budget import Priced

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def once_for_each(function: Callable[[Thing], Result]) -> Callable[[Thing], Result]:
    """Keep what ``function`` says of a thing as long as the thing lives; it must not hold on to it.

    By identity: to hash or compare a patch means to walk all of its lines. Its budget is its own,
    see ``model/budget.py``; raises TooLargeError.
    """
    kept: dict[int, Priced[Result]] = {}

    @wraps(function)
    def remembered(thing: Thing) -> Result:
        key = id(thing)
        if key not in kept:
            known = priced(lambda: function(thing))
            weakref.finalize(thing, kept.pop, key, None)  # first: nothing outlives its thing
            kept[key] = known
        return charged((function, key), kept[key])

    return remembered
