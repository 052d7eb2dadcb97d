"""Becomes another program that can do less; run by ``bounded.py``, as a script and alone.

It has limits of memory, CPU time and the size of files, no network, and where it is to be alone it
starts no further program. What the system does not let us take away stays (docs/threats.md).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000  # unshare(2)
_DIES_WITH_PARENT, _NO_NEW_PRIVILEGES = 1, 38  # prctl(2)


def become(command: list[str], memory: int, seconds: int, written: int, *, alone: bool) -> None:
    """Replace this process by a command that may take so many bytes, seconds, bytes of a file."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, written),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # the system's own limit is lower
            resource.setrlimit(what, (most, most))
    for number in (signal.SIGXFSZ, signal.SIGPIPE):  # which Python ignores, and so would the other
        signal.signal(number, signal.SIG_DFL)
    with contextlib.suppress(AttributeError, OSError):  # another system than Linux
        system = ctypes.CDLL(None)
        system.prctl(_DIES_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        if system.unshare(_NEW_USER | _NEW_NET):  # where that is not allowed, root may this:
            system.unshare(_NEW_NET)
    if alone:  # which does not hold for root
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    os.execv(command[0], command)  # noqa: S606  that no shell is started is the point


if __name__ == "__main__":
    become(sys.argv[5:], *map(int, sys.argv[1:4]), alone=sys.argv[4] == "alone")
