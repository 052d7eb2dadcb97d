"""Runs a program that wants a terminal: as long as wanted, or until it has made a file."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import termios
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


_SECONDS = 30.0


@contextmanager
def started(
    command: Sequence[str], env: Mapping[str, str] | None = None
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A program in a terminal of its own, as a shell starts it, and our end of that; killed at the end."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 99))
    try:
        with subprocess.Popen(
            # /dev/tty is that terminal, too; what nohup and "&" ignore is not ignored there
            ["env", "--default-signal", "setsid", "--ctty", *command],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8", **(env or {})},
        ) as process:
            os.close(theirs)
            try:
                yield ours, process
            finally:
                process.kill()
    finally:
        os.close(ours)


def until_there(
    command: list[str], made: Path, keys: bytes = b"", on: bytes = b"\0", again: float = _SECONDS
) -> str:
    """Run it in a terminal of its own till ``made`` exists, then end it; the file's text.

    ``keys`` are typed when ``on`` is shown, and each time nothing came of it for ``again`` seconds.
    """
    shown = b""
    with started(command) as (ours, run):
        deadline, typed = time.monotonic() + _SECONDS, float("-inf")
        while not made.exists() and run.poll() is None and time.monotonic() < deadline:
            if select.select([ours], [], [], 0.05)[0]:
                with suppress(OSError):  # Linux: nobody has the other end open
                    shown += os.read(ours, 4096)
            if keys and on in shown and time.monotonic() - typed >= again:
                os.write(ours, keys)
                typed = time.monotonic()
    assert made.exists(), f"{command[0]} only showed {shown[-2000:]!r}"
    return made.read_text(encoding="utf-8")
