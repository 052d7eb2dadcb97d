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
_AGAIN = 1.0  # seconds to the next alarm, should one get lost, or ring between checks
_SOON = 0.001  # seconds: none is set for no time at all


class Deadline:
    """So many seconds for each series; a ``Patience``."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._late = OverdueError(seconds)
        self._waited = OverdueError(seconds * _WAITING)
        self._seconds = seconds
        self._work = self._wait = 0.0
        self._over: OverdueError | None = None
        self._timers: list[int] = []
        self._in_check = False

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Alarms that end a check: set once, as each costs more than most checks do."""
        with (
            self._alarm(signal.ITIMER_VIRTUAL, signal.SIGVTALRM, self._late),
            self._alarm(signal.ITIMER_REAL, signal.SIGALRM, self._waited),
        ):
            yield

    def begin(self) -> None:
        """The time of a series begins."""
        self._over = None
        self._work = time.thread_time() + self._seconds
        self._wait = time.monotonic() + self._seconds * _WAITING
        for timer in self._timers:
            self._wind(timer)

    def enter(self) -> None:
        """A check begins; raises OverdueError where no time is left."""
        if not self._over:
            if self._work <= time.thread_time():
                self._over = self._late
            elif self._wait <= time.monotonic():
                self._over = self._waited
        if self._over:
            raise self._over
        self._in_check = True

    def leave(self) -> None:
        """It has ended: an alarm is of no matter until the next one begins."""
        self._in_check = False

    @contextmanager
    def _alarm(self, timer: int, number: signal.Signals, error: OverdueError) -> Iterator[None]:
        """Raise the error in the middle of a check when the timer is over.

        Not in other threads, which get no signals, and not where somebody has set the timer already.
        """
        if threading.current_thread() is not threading.main_thread() or signal.getitimer(timer)[0]:
            yield
            return

        def ring(*_: object) -> None:
            if self._in_check:
                self._in_check = False  # the clocks need not agree, and one error is enough
                self._over = error
                raise error

        before = signal.signal(number, ring)
        self._timers.append(timer)
        if self._wait:  # it has begun
            self._wind(timer)
        try:
            yield
        finally:
            self._in_check = False
            self._timers.remove(timer)
            signal.setitimer(timer, 0)
            signal.signal(number, before)

    def _wind(self, timer: int) -> None:
        if timer == signal.ITIMER_REAL:
            left = self._wait - time.monotonic()
        else:
            left = self._work - time.thread_time()
        signal.setitimer(timer, max(left, _SOON), _AGAIN)
