"""Work done once for each patch, series or context, however many checks and mails ask for it."""

from __future__ import annotations

import weakref
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from reviewbot.model.budget import TooLargeError, priced, spend_once

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
    kept: dict[int, tuple[Priced[Result], weakref.ref[Thing]]] = {}

    @wraps(function)
    def remembered(thing: Thing) -> Result:
        key = id(thing)
        known = kept.get(key)
        if known is None:
            fact = priced(function, thing)
            # told when the thing goes, at a tenth of the price of a finalizer
            known = kept[key] = fact, weakref.ref(thing, lambda _: kept.pop(key, None))
        price, facts = known[0]
        if price:
            spend_once((function, key), price)
        if not facts:
            raise TooLargeError
        return facts[0]

    return remembered
