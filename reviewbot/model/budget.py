"""Work bounded by counted steps, not by time: it ends at the same place on every machine.

    for each in hunk.lines:
        spend()                    # one step: about what a line, token, call or statement costs
        ...
    spend(len(calls))              # or many at once, before a loop over them

The engine gives each check a budget for each mail, and for a whole series one of as much as
``SERIES`` mails. Where it is used up ``spend`` raises TooLargeError, and the check is recorded as
skipped on that mail. Outside of a budget ``spend``
costs nothing. Charge where work can grow faster than its input: a loop in a loop, a search for
each name, a walk to the end for each start. What is linear in one pass need not be charged.

    @shared(maxsize=64)            # instead of lru_cache
    def definitions(source): ...

    @shared(maxsize=1024, of_mail=True)  # of a hunk: let go of with the series
    def fragment(hunk): ...

A fact many checks ask for has a budget of its own. Whoever asks first computes it, but each budget
is charged its price once, and where it is too large each asker is told so: what a check says or
skips does not depend on which other checks ran before it.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

STEPS = 500_000  # some half a second; what needs most of the largest files of the kernel needs half
SERIES = 20  # times as much a check may take for a series; what the kernel's need is far less

Argument = TypeVar("Argument")
Result = TypeVar("Result")


class TooLargeError(Exception):
    """The budget is used up, or something is beyond what any honest mail has; says why."""

    def __init__(self, reason: str = "too large to look through") -> None:
        super().__init__(reason)


class Budget:
    """How many steps were ``spent`` of those ``allowed``, and which facts are paid for.

    In force inside of its ``with``, once: it does not count for the one around it.
    """

    __slots__ = ("_around", "allowed", "paid", "spent")

    def __init__(self, allowed: int) -> None:
        self.allowed = allowed
        self.spent = 0
        self.paid: set[Hashable] = set()

    def renew(self, allowed: int) -> None:
        """Be that of the next work: there are a hundred for a mail."""
        self.allowed = allowed
        if self.spent:
            self.spent = 0
            self.paid.clear()

    def __enter__(self) -> Self:
        self._around = _current.set(self)
        return self

    def __exit__(self, *_failed: object) -> None:
        _current.reset(self._around)


_current: ContextVar[Budget | None] = ContextVar("budget", default=None)


def spend(steps: int = 1) -> None:
    """Charge work to the budget in force, if there is one; raises TooLargeError."""
    budget = _current.get()
    if budget is not None:
        budget.spent += steps
        if budget.spent > budget.allowed:
            raise TooLargeError


def spend_once(key: Hashable, steps: int) -> None:
    """Charge what is known from then on, however often it is asked for; raises TooLargeError."""
    budget = _current.get()
    if budget is not None and key not in budget.paid:
        budget.paid.add(key)
        spend(steps)


def budget(steps: int | None = None) -> Budget:
    """A budget of its own for what is done in its ``with``."""
    return Budget(STEPS if steps is None else steps)


# the price of a fact in steps, and the fact; none where it was too large to be found out
Priced = tuple[int, tuple[Result, ...]]


def priced(work: Callable[[Argument], Result], argument: Argument) -> Priced[Result]:
    """What is worked out of something within a budget of its own."""
    budget = _current.get()
    if budget is None:
        with Budget(STEPS):
            return priced(work, argument)
    around = budget.allowed, budget.spent, budget.paid
    budget.allowed, budget.spent, budget.paid = (
        STEPS,
        0,
        set(),
    )  # a new one takes three times as long
    try:
        facts: tuple[Result, ...] = (work(argument),)
    except TooLargeError:
        facts = ()
    finally:
        spent = budget.spent
        budget.allowed, budget.spent, budget.paid = around
    return spent, facts


_of_mails: list[Callable[[], None]] = []  # each lets go of a function's answers


def shared(
    maxsize: int, *, of_mail: bool = False
) -> Callable[[Callable[[Argument], Result]], Callable[[Argument], Result]]:
    """Remember a function's answers, their price, and for which arguments it was too much.

    ``of_mail``: of a part of one, as a hunk, that no other mail has; until ``forget_mails``.
    """

    def decorate(function: Callable[[Argument], Result]) -> Callable[[Argument], Result]:
        @lru_cache(maxsize=maxsize)
        def known(argument: Argument) -> Priced[Result]:
            return priced(function, argument)

        @wraps(function)
        def asked(argument: Argument) -> Result:
            price, facts = known(argument)
            if price:
                spend_once((function, argument), price)
            if not facts:
                raise TooLargeError
            return facts[0]

        if of_mail:
            _of_mails.append(known.cache_clear)
        return asked

    return decorate


def forget_mails() -> None:
    """Let go of what was worked out of parts of mails: the next ones are faster in fresh memory."""
    for forget in _of_mails:
        forget()
