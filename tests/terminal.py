"""Runs a program that wants a terminal, until it has made a file."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import termios
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


_SECONDS = 30.0


def until_there(
    command: list[str], made: Path, keys: bytes = b"", on: bytes = b"\0", again: float = _SECONDS
) -> str:
    """Run it in a terminal of its own till ``made`` exists, then end it; the file's text.

    ``keys`` are typed when ``on`` is shown, and each time nothing came of it for ``again`` seconds.
    """
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 99))
    shown = b""
    try:
        with subprocess.Popen(
            ["setsid", "--ctty", *command],  # /dev/tty is that terminal, too
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | {"TERM": "xterm", "LC_ALL": "C.UTF-8"},
        ) as run:
            deadline, typed = time.monotonic() + _SECONDS, float("-inf")
            while not made.exists() and run.poll() is None and time.monotonic() < deadline:
                if select.select([ours], [], [], 0.05)[0]:
                    shown += os.read(ours, 4096)
                if keys and on in shown and time.monotonic() - typed >= again:
                    os.write(ours, keys)
                    typed = time.monotonic()
            run.kill()
    finally:
        os.close(theirs)
        os.close(ours)
    assert made.exists(), f"{command[0]} only showed {shown[-2000:]!r}"
    return made.read_text(encoding="utf-8")
