"""A talk with a program in a terminal of its own: wait for what it asks, type, send signals."""

from __future__ import annotations

import os
import select
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from terminal import started

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Mapping

_SECONDS = 60.0


class Dialog:
    """``shown`` is all that came, line ends as the program wrote them."""

    def __init__(self, terminal: int, process: subprocess.Popen[bytes]) -> None:
        self._terminal = terminal
        self._process = process
        self._asked = 0
        self.shown = ""

    def expect(self, text: str) -> None:
        """Wait for a text below what was expected before."""
        deadline = time.monotonic() + _SECONDS
        while (at := self.shown.find(text, self._asked)) < 0:
            assert time.monotonic() < deadline, f"no {text!r} in {self.shown[self._asked :]!r}"
            assert self._read(), f"it ended without {text!r}: {self.shown[self._asked :]!r}"
        self._asked = at + len(text)

    def comes(self, text: str, seconds: float) -> bool:
        """Whether a text is shown in that time, below what was expected before."""
        deadline = time.monotonic() + seconds
        while text not in self.shown[self._asked :] and time.monotonic() < deadline:
            assert self._read(), f"it ended without {text!r}: {self.shown[self._asked :]!r}"
        return text in self.shown[self._asked :]

    def type(self, keys: str) -> None:
        os.write(self._terminal, keys.encode())

    def answer(self, question: str, answer: str) -> None:
        self.expect(question)
        self.type(f"{answer}\n")

    def signal(self, number: int) -> None:
        self._process.send_signal(number)

    def end(self) -> int:
        """Wait for its end; the exit code."""
        deadline = time.monotonic() + _SECONDS
        while self._read():
            assert time.monotonic() < deadline, f"it did not end: {self.shown[self._asked :]!r}"
        return self._process.wait(_SECONDS)

    def _read(self) -> bool:
        """Whether it is still there; takes what it wrote meanwhile."""
        if not select.select([self._terminal], [], [], 0.05)[0]:
            return self._process.poll() is None
        try:
            read = os.read(self._terminal, 4096)
        except OSError:  # Linux: nobody has the other end open
            return False
        self.shown += read.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(read)


@contextmanager
def dialog(*command: str, env: Mapping[str, str] | None = None) -> Iterator[Dialog]:
    """Start it as a shell in a terminal does."""
    with started(command, env) as (terminal, process):
        yield Dialog(terminal, process)
