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
from reviewbot.frozen import frozen

DEADLINE = 15.0  # seconds; b4's user must not be kept waiting for 20
_LATER = 2.0  # seconds after which the child ends by itself
# -P: the cwd is no place to import from
_COMMAND = (sys.executable, "-P", "-m", "reviewbot.b4.check")


@frozen
class Asked:
    """What b4 wants: rows of a patch, or of the ``series``; or lines, perhaps of one's ``own`` patch."""

    series: bool = False
    lines: bool = False
    own: bool = False


def answer(
    mail: BinaryIO | int,
    asked: Asked,
    *,
    deadline: float = DEADLINE,
    command: tuple[str, ...] = _COMMAND,
) -> str:
    """What b4 is to read: a JSON list of rows or of lines. Raises nothing."""

    def without(why: str) -> str:
        why = f"not reviewed: {why}"
        instead_ = instead(why) if asked.lines else row(tool(series=asked.series), "warn", why)
        return json.dumps([instead_])

    told = {"series": asked.series, "lines": asked.lines, "own": asked.own}
    try:
        with subprocess.Popen(  # noqa: S603  the command is ours, the argument one JSON text
            [*command, json.dumps({**told, "deadline": deadline + _LATER})],
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
