"""Regular expressions that are compiled when they are first used.

A start makes some hundred, and runs on most mails a few dozen of them: to compile one takes as long
as a thousand searches do, so what is made is kept for the next start (``expressions.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, AnyStr, Generic, cast

from reviewbot.expressions import compiled

if TYPE_CHECKING:
    import re


class Late(Generic[AnyStr]):
    """Stands for a compiled expression, and has all that one has."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        """Keep what it is made of."""
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        """What the compiled one has: after the first time it is an attribute of this one."""
        value: object = getattr(self.compiled(), name)
        setattr(self, name, value)
        return value

    def __repr__(self) -> str:
        return f"regex({self.pattern!r})"

    def compiled(self) -> re.Pattern[AnyStr]:
        """The expression itself; raises re.error where it is none."""
        return compiled(self.pattern, self._flags)


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` makes, later. What is not written here (of a table, a file) is not for it."""
    return cast("re.Pattern[AnyStr]", Late(pattern, flags))
