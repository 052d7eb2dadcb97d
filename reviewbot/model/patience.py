"""How long one waits for a review; the clock itself is the outer layers'."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

_NO_END = nullcontext()


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

    def check(self) -> AbstractContextManager[None]:
        """The time for one check; raises OverdueError at its begin, or in the middle of it."""
        ...


class Endless:
    """As long as it takes."""

    def watch(self) -> AbstractContextManager[None]:
        """Nothing is in place."""
        return _NO_END

    def begin(self) -> None:
        """Nothing is measured."""

    def check(self) -> AbstractContextManager[None]:
        """No end."""
        return _NO_END
