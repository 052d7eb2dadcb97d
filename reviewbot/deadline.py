"""A time limit for each series, behind the budgets of steps: for what counts no steps.

It is CPU time, so that a busy machine reviews no less than an idle one; what waits, for git or for
nothing, has twenty times as long by the clock. Both are asked between checks. In the main thread
alarms also end a check that does not come back, a regular expression of its or a git that hangs;
whatever it was doing is given up as a whole.
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

SECONDS = 30.0  # of CPU: ten times what the slowest series of eight lists took
_WAITING = 20  # times as long by the clock
_AGAIN = 1.0  # seconds to the next alarm, should one get lost


class Deadline:
    """So many seconds for each series; a ``Patience``."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._late = OverdueError(seconds)
        self._waited = OverdueError(seconds * _WAITING)
        self._seconds = seconds
        self._work = self._wait = 0.0
        self._over: OverdueError | None = None

    def begin(self) -> None:
        """The time of a series begins."""
        self._over = None
        self._work = time.thread_time() + self._seconds
        self._wait = time.monotonic() + self._seconds * _WAITING

    @contextmanager
    def check(self) -> Iterator[None]:
        """What is left of it for a check; raises OverdueError."""
        work, wait = self._work - time.thread_time(), self._wait - time.monotonic()
        if work <= 0 or wait <= 0:
            self._over = self._over or (self._late if work <= 0 else self._waited)
        if self._over:
            raise self._over
        try:
            with (
                _alarm(signal.ITIMER_VIRTUAL, signal.SIGVTALRM, work, self._late),
                _alarm(signal.ITIMER_REAL, signal.SIGALRM, wait, self._waited),
            ):
                yield
        except OverdueError as error:
            self._over = error  # the clocks need not agree
            raise


@contextmanager
def _alarm(
    timer: int, number: signal.Signals, seconds: float, error: BaseException
) -> Iterator[None]:
    """Raise the error in the middle of what is done inside, if that takes longer.

    Not in other threads, which get no signals, and not where somebody has set the timer already.
    """
    if threading.current_thread() is not threading.main_thread() or signal.getitimer(timer)[0]:
        yield
        return
    armed = True

    def ring(*_: object) -> None:
        if armed:
            raise error

    before = signal.signal(number, ring)
    signal.setitimer(timer, seconds, _AGAIN)
    try:
        try:
            yield
        finally:
            armed = False
    finally:  # also if it rings in the very moment the inner one begins
        armed = False
        signal.setitimer(timer, 0)
        signal.signal(number, before)
