"""Standard input, output and error, also where one is closed, on a full disk, or left by its reader."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress

from reviewbot.errors import UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

_CLOSED = {"stdin": os.O_RDONLY, "stdout": os.O_RDONLY, "stderr": os.O_WRONLY}


class LeftError(Exception):
    """Nobody reads the output any more, as when a pager is left: no fault of anybody's."""


def prepare() -> None:
    """Open what the process was started without, so that no file of ours becomes one of the three.

    The input is empty then, what is said on standard error is lost, and output fails as it should.
    """
    for number, (name, flags) in enumerate(_CLOSED.items()):
        with suppress(OSError):
            os.fstat(number)
            continue
        os.open(os.devnull, flags)  # takes the lowest number that is free: this one
        setattr(sys, name, os.fdopen(number, "r" if name == "stdin" else "w", closefd=False))


def settle() -> None:
    """Leave nothing to write that cannot be written: Python would complain of it at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            _let_go(stream)


def show(text: str) -> None:
    """Write a text to standard output; raises UsageError and LeftError as ``showing`` does."""
    with showing():
        sys.stdout.write(text)


def show_bytes(content: bytes) -> None:
    """The same for what is encoded already."""
    with showing():
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


@contextmanager
def showing() -> Iterator[None]:
    """A block that does nothing but write to standard output, which is out when it ends.

    Raises UsageError where it cannot be written, LeftError where nobody reads it.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError as error:
        _let_go(sys.stdout)
        raise LeftError from error
    except OSError as error:
        _let_go(sys.stdout)
        raise UsageError(f"standard output cannot be written: {error.strerror}") from error


def _let_go(stream: TextIO) -> None:
    """Whatever it still holds goes nowhere."""
    with suppress(OSError, ValueError):  # a stream of a test has no file
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
