"""Runs a program that may take so much time, memory and output, and no network."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.model.complaint import PeerError

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONFINE = str(Path(__file__).with_name("confine.py"))
_READ = 1 << 16


@frozen
class Limits:
    """Seconds by the clock and of CPU; bytes of memory, of what it says and of a file it writes.

    Without ``cpu`` it may be busy all the time. One that is ``alone`` starts no other program and
    finds none by its name.
    """

    seconds: float = 20.0
    cpu: int = 0
    memory: int = 1 << 30
    said: int = 4 << 20
    written: int = 16 << 20
    alone: bool = True


@frozen
class Done:
    """All it said on stdout and stderr, and how it ended."""

    said: str
    code: int

    @property
    def ending(self) -> str:
        """How it ended, in words."""
        if self.code < 0:
            with suppress(ValueError):
                return f"was ended by {signal.Signals(-self.code).name}"
        return f"ended with {self.code}"


def run(command: list[str], folder: Path, stdin: Path | None, limits: Limits) -> Done:
    """Run it in a directory of its own, with that for its home; raises PeerError over a limit."""
    try:
        with (
            Path(stdin or os.devnull).open("rb") as given,
            subprocess.Popen(  # noqa: S603  no shell; the command is ours
                _confined(command, limits),
                cwd=folder,
                env=_environment(folder, limits),
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # so that what it started is stopped with it
            ) as child,
        ):
            try:
                said = b"".join(_said(child.stdout, limits))
                code = child.wait(limits.seconds)
            except subprocess.TimeoutExpired as error:
                raise PeerError(f"it took over {limits.seconds:g} s") from error
            finally:  # what it left behind, too
                with suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
    except OSError as error:
        raise PeerError(f"it cannot be run: {error.strerror}") from error
    return Done(said.decode("utf-8", "replace"), code)


def _confined(command: list[str], limits: Limits) -> list[str]:
    most = (limits.memory, limits.cpu or int(limits.seconds) + 1, limits.written)
    how = "alone" if limits.alone else "not alone"
    return [sys.executable, "-I", "-S", _CONFINE, *map(str, most), how, *command]


def _environment(folder: Path, limits: Limits) -> dict[str, str]:
    """Nothing of the user's settings and variables."""
    here = str(folder)
    path = here if limits.alone else os.defpath
    return {"HOME": here, "PATH": path, "TMPDIR": here, "LC_ALL": "C.UTF-8"}


def _said(pipe: IO[bytes] | None, limits: Limits) -> Iterator[bytes]:
    """What comes until the end; raises PeerError where that does not come, or is too much."""
    late, left = time.monotonic() + limits.seconds, limits.said
    with selectors.DefaultSelector() as selector:
        if pipe is None:
            return
        selector.register(pipe, selectors.EVENT_READ)
        while (wait := late - time.monotonic()) > 0:
            if not selector.select(wait):
                continue
            piece = os.read(pipe.fileno(), _READ)
            if not piece:
                return
            left -= len(piece)
            if left < 0:
                raise PeerError(f"it says more than {limits.said >> 20} MiB")
            yield piece
    raise PeerError(f"it took over {limits.seconds:g} s")
