"""SIGTERM and SIGINT, heard where work may be broken off and nowhere else.

with listening() as stop:
    with stop.heard():         # raises StoppedError, at its begin or in the middle
        review(...)
    deliver(...)               # is finished first; asked a second time, it is broken off
"""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reviewbot.errors import StoppedError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Stop:
    """Whether the user asked to stop; ``asked`` can be waited for."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self._hearing = False
        self._signal = 0

    def ask(self, number: int) -> None:
        """A signal came; raises StoppedError where it is heard."""
        again = self.asked.is_set()
        self._signal = number
        self.asked.set()
        if self._hearing or again:
            raise StoppedError(number)

    @contextmanager
    def heard(self) -> Iterator[None]:
        """What may be broken off at any point; raises StoppedError."""
        outer, self._hearing = self._hearing, True
        try:
            if self.asked.is_set():
                raise StoppedError(self._signal)
            yield
        finally:
            self._hearing = outer


@contextmanager
def listening() -> Iterator[Stop]:
    """Take the signals of the process, from its main thread."""
    stop = Stop()

    def ring(number: int, _: object) -> None:
        stop.ask(number)

    before = {name: signal.signal(name, ring) for name in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
