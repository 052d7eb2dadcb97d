"""A signal is heard where work may be broken off, and waits elsewhere."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress

import pytest

from reviewbot.errors import StoppedError
from reviewbot.stop import listening


def test_it_is_heard_in_the_middle_of_what_may_be_broken_off() -> None:
    def hang() -> None:
        with listening() as stop, stop.heard():
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(60)

    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(StoppedError) as stopped:
        hang()
    assert stopped.value.signal == signal.SIGTERM
    assert signal.getsignal(signal.SIGTERM) is before


def test_elsewhere_it_waits_for_the_next_that_may() -> None:
    done = []
    with listening() as stop:
        os.kill(os.getpid(), signal.SIGINT)
        done.append("delivered")
        with pytest.raises(StoppedError), stop.heard():
            done.append("reviewed")
        assert stop.asked.is_set()
    assert done == ["delivered"]


def test_asked_twice_it_waits_for_nothing() -> None:
    with listening():
        os.kill(os.getpid(), signal.SIGTERM)
        with pytest.raises(StoppedError):
            os.kill(os.getpid(), signal.SIGTERM)


def test_no_handler_of_an_exception_keeps_it() -> None:
    def keep() -> None:
        with listening() as stop, stop.heard(), suppress(Exception):
            os.kill(os.getpid(), signal.SIGTERM)

    with pytest.raises(StoppedError):
        keep()
