"""How long one waits for a review; the clock itself is the outer layers'."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol


class OverdueError(BaseException):
    """A series took too long. No ``except Exception`` of a check may keep it."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the series took over {seconds:g} s")


class Patience(Protocol):
    """What the engine asks before and during each check."""

    def watch(self) -> AbstractContextManager[None]:
        """For as long as series are reviewed: what can break a check off is in place."""
        ...

    def begin(self) -> None:
        """A series begins."""
        ...

    def enter(self) -> None:
        """A check begins; raises OverdueError where no time is left, or later, in the middle of it."""
        ...

    def leave(self) -> None:
        """It has ended."""
        ...


class Endless:
    """As long as it takes."""

    def watch(self) -> AbstractContextManager[None]:
        """Nothing is in place."""
        return nullcontext()

    def begin(self) -> None:
        """Nothing is measured."""

    def enter(self) -> None:
        """There is no end."""

    def leave(self) -> None:
        """The same."""
