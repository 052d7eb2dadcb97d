"""Runs a program that wants a terminal, until it has made a file."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def until_there(command: list[str], made: Path, seconds: float = 30) -> str:
    """Run it in a terminal of its own till ``made`` exists, then end it; the file's text."""
    ours, theirs = pty.openpty()
    shown = b""
    try:
        with subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | {"TERM": "xterm", "LC_ALL": "C.UTF-8", "LINES": "40", "COLUMNS": "99"},
            start_new_session=True,
        ) as run:
            deadline = time.monotonic() + seconds
            while not made.exists() and run.poll() is None and time.monotonic() < deadline:
                if select.select([ours], [], [], 0.05)[0]:
                    shown += os.read(ours, 4096)
            run.kill()
    finally:
        os.close(theirs)
        os.close(ours)
    assert made.exists(), f"{command[0]} only showed {shown[-2000:]!r}"
    return made.read_text(encoding="utf-8")
