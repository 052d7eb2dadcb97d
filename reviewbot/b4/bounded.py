"""Answers in time, whatever happens: the review runs in a child that is stopped.

b4 waits for a check command without limit, and its screen with it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import BinaryIO

from reviewbot.b4.lines import instead
from reviewbot.b4.rows import row, tool

DEADLINE = 15.0  # seconds; b4's user must not be kept waiting for 20
_LATER = 2.0  # seconds after which the child ends by itself
# -P: the cwd is no place to import from
_COMMAND = (sys.executable, "-P", "-m", "reviewbot.b4.check")


def answer(
    mail: BinaryIO | int,
    *,
    series: bool = False,
    lines: bool = False,
    deadline: float = DEADLINE,
    command: tuple[str, ...] = _COMMAND,
) -> str:
    """What b4 is to read: a JSON list of rows or of lines. Raises nothing."""

    def without(why: str) -> str:
        why = f"not reviewed: {why}"
        return json.dumps([instead(why)] if lines else [row(tool(series=series), "warn", why)])

    asked = json.dumps({"series": series, "lines": lines, "deadline": deadline + _LATER})
    try:
        with subprocess.Popen(  # noqa: S603  the command is ours, the argument one JSON text
            [*command, asked],
            stdin=mail,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # so that a git it started is stopped with it
        ) as child:
            try:
                out, _ = child.communicate(timeout=deadline)
            except subprocess.TimeoutExpired:
                return without(f"it took over {deadline:g} s")
            finally:
                if child.poll() is None:
                    os.killpg(child.pid, signal.SIGKILL)
        if child.returncode == 0 and _is_list(out):
            return out.decode()
    except OSError as error:
        return without(error.strerror or str(error))
    return without(_ending(child.returncode))


def _is_list(out: bytes) -> bool:
    try:
        return isinstance(json.loads(out), list)
    except ValueError:
        return False


def _ending(code: int) -> str:
    """How the child ended, in words."""
    if code < 0:
        with suppress(ValueError):
            return f"it was ended by {signal.Signals(-code).name}"
    return f"it ended with {code}"
