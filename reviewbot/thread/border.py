"""The border that strangers' data crosses: whatever a reader raises becomes a value, once, here.

A *reader* takes what a stranger wrote. Senders find ways to make one raise that nobody can list (a
comment nested 500 deep, a codec that decodes no text, a date past the calendar), so a reader says
what it answers instead, and no exception leaves it; RecursionError and MemoryError are exceptions.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


class BeyondError(Exception):
    """More of something than any honest mail has: the kind of Defect it is, and a sentence."""

    def __init__(self, kind: str, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind


READERS: dict[str, Callable[..., object]] = {}  # all there are, by module and name


def attempt(read: Callable[[], Answer], otherwise: Callable[[Exception], Answer]) -> Answer:
    """What ``read`` answers, or what ``otherwise`` makes of the exception it raised."""
    try:
        return read()
    except ImportError:  # this installation is broken, whatever was sent
        raise
    except Exception as error:  # noqa: BLE001  what strangers bring about cannot be listed
        return otherwise(error)


def reader(
    otherwise: Callable[Concatenate[Exception, Asked], Answer],
) -> Callable[[Callable[Asked, Answer]], Callable[Asked, Answer]]:
    """Make a function a reader; ``otherwise`` gets the exception and the arguments, and answers."""

    def marked(read: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
        @wraps(read)
        def guarded(*given: Asked.args, **named: Asked.kwargs) -> Answer:
            return attempt(
                lambda: read(*given, **named), lambda error: otherwise(error, *given, **named)
            )

        READERS[f"{read.__module__}.{read.__qualname__}"] = guarded
        return guarded

    return marked
