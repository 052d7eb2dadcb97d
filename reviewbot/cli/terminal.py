"""The terminal one asks on: lines in, lines out, whatever it is and wherever the mails came from."""

from __future__ import annotations

import os
import sys
import termios
from contextlib import contextmanager, suppress

from reviewbot.errors import UsageError
from reviewbot.streams import show

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Iterator

_AT_ONCE = 4096


class Terminal:
    """``file`` is the descriptor that is read; what is asked goes to standard output or there."""

    def __init__(self, file: int, *, own: bool) -> None:
        """``own``: it was opened for this, and is written to as well."""
        self.file = file
        self._own = own

    def say(self, text: str) -> None:
        """Write a text."""
        if not self._own:
            show(text)
            return
        left = memoryview(text.encode("utf-8", "backslashreplace"))
        while left:
            left = left[os.write(self.file, left) :]

    def forget_what_was_typed(self) -> None:
        """Take no key for an answer that was pressed before the question."""
        with suppress(termios.error):
            termios.tcflush(self.file, termios.TCIFLUSH)

    def ask(self, question: str) -> str | None:
        """The line that is answered, without space around it; ``None`` at the end of input."""
        self.say(question)
        line = b""
        while not line.endswith(b"\n"):
            try:
                read = os.read(self.file, _AT_ONCE)
            except OSError:  # it was closed
                read = b""
            if not read:
                break
            line += read
        if not line:
            self.say("\n")
            return None
        return line.decode("utf-8", "replace").strip()


@contextmanager
def terminal() -> Iterator[Terminal]:
    """Standard input and output; where one of them is none, the terminal we were started from.

    Raises UsageError where there is none.
    """
    if sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty():
        yield Terminal(sys.stdin.fileno(), own=False)
        return
    try:
        file = os.open("/dev/tty", os.O_RDWR | os.O_CLOEXEC)
    except OSError as error:
        raise UsageError("-i asks on a terminal, and there is none") from error
    try:
        yield Terminal(file, own=True)
    finally:
        os.close(file)
