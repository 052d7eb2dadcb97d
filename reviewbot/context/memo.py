"""Work done once for each patch, series or context, however many checks and mails ask for it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from reviewbot.model.budget import TooLargeError, priced, spend_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewbot.model.budget import Priced

Thing = TypeVar("Thing")
Result = TypeVar("Result")
_FACTS = "_facts"


def once_for_each(function: Callable[[Thing], Result]) -> Callable[[Thing], Result]:
    """Keep what ``function`` says of a thing as long as the thing lives; it must not hold on to it.

    The thing itself keeps it: to hash or compare a patch means to walk all of its lines. Its budget
    is its own, see ``model/budget.py``; raises TooLargeError.
    """

    @wraps(function)
    def remembered(thing: Thing) -> Result:
        facts: dict[object, Priced[Result]] | None = thing.__dict__.get(_FACTS)
        if facts is None:
            facts = thing.__dict__[_FACTS] = {}
        known = facts.get(function)
        if known is None:
            known = facts[function] = priced(function, thing)
        price, found = known
        if price:
            spend_once((function, id(thing)), price)
        if not found:
            raise TooLargeError
        return found[0]

    return remembered
