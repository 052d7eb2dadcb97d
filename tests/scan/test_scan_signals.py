"""A signal to stop does not come into the start of a worker."""

from __future__ import annotations

import os
import signal
import threading
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any

import pytest

from reviewbot.scan.pieces import Piece
from reviewbot.scan.run import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Starting(Executor):
    """Starts a worker, which another thread hears a signal in the midst of."""

    def __init__(self, other: threading.Thread, number: int, told: int) -> None:
        self.started = 0
        self._other = other
        self._told = told
        self._number = number

    def submit(self, fn: Callable[..., Any], /, *args: object, **_: object) -> Future[Any]:
        """Hear it, then be started, unless it breaks that off."""
        signal.pthread_kill(self._other.ident or 0, self._number)
        os.read(self._told, 1)  # the interpreter knows of it now
        self.started += 1
        done: Future[Any] = Future()
        done.set_result(fn(*args))
        return done


@pytest.fixture
def other() -> Iterator[threading.Thread]:
    """A thread that does not block signals, as libraries start them."""
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    yield thread
    end.set()
    thread.join()


@pytest.fixture
def told() -> Iterator[int]:
    """What can be read once a signal came."""
    end, tells = os.pipe()
    os.set_blocking(tells, False)
    before = signal.set_wakeup_fd(tells)
    yield end
    signal.set_wakeup_fd(before)
    os.close(end)
    os.close(tells)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_waits_until_the_worker_is_there(
    other: threading.Thread, told: int, number: int
) -> None:
    class HeardError(Exception):
        pass

    def ring(*_: object) -> None:
        raise HeardError

    executor = Starting(other, number, told)
    before = signal.signal(number, ring)
    try:
        with pytest.raises(HeardError):
            list(in_order([Piece("list", 0, 1)], str, executor, 1))
        assert signal.getsignal(number) is ring
    finally:
        signal.signal(number, before)
    assert executor.started == 1
