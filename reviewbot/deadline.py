"""A time limit for each series, behind the budgets of steps: for what counts no steps.

Asked between checks. In the main thread an alarm also ends a check that does not come back, a
regular expression of its or a git that hangs; whatever it was doing is given up as a whole.
"""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reviewbot.model.patience import OverdueError

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 60.0  # ten times what the slowest series of eight lists took on a busy machine
_AGAIN = 1.0  # seconds to the next alarm, should one get lost


class Deadline:
    """So many seconds by the clock for each series; a ``Patience``."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._end = 0.0

    def begin(self) -> None:
        """The time of a series begins."""
        self._end = time.monotonic() + self._seconds

    @contextmanager
    def check(self) -> Iterator[None]:
        """What is left of it for a check; raises OverdueError."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise OverdueError(self._seconds)
        with _alarm(left, OverdueError(self._seconds)):
            yield


@contextmanager
def _alarm(seconds: float, error: BaseException) -> Iterator[None]:
    """Raise the error in the middle of what is done inside, if that takes longer.

    Not in other threads, which get no signals, and not where somebody has set an alarm already.
    """
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getitimer(signal.ITIMER_REAL)[0]
    ):
        yield
        return
    armed = True

    def ring(*_: object) -> None:
        if armed:
            raise error

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        try:
            yield
        finally:
            armed = False
    finally:  # also if it rings in the very moment the inner one begins
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
