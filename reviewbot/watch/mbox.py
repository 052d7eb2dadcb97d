"""Drafts put into an mbox file (mboxrd), under the locks that mailers take."""

from __future__ import annotations

import fcntl
import os
import re
import socket
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from reviewbot import private
from reviewbot.imap import MARK
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import FileIO
    from pathlib import Path

_FROM = regex(rb"^>*From ", re.MULTILINE)
_ENVELOPE = b"From reviewbot Thu Jan  1 00:00:00 1970\n"


class LockedError(OSError):
    """Another program is at it; ``strerror`` says so."""


def put(where: Path, name: str, content: bytes) -> None:
    """Append a draft unless one of that name is there; raises OSError, and nothing is changed then.

    What a run that was killed wrote of it is taken back first.
    """
    private.folder(where.parent)
    head = _ENVELOPE + f"{MARK}: {name}\n".encode()
    entry = head + _FROM.sub(rb">\g<0>", content) + b"\n"
    with private.opened(where) as file, _locked(file, where):
        before = file.readall()
        start = before.find(head)
        if start >= 0:
            if not _is_cut_off(before[start:], entry):
                return
            file.truncate(start)
            before = before[:start]
        gap = b"\n" if before and not before.endswith(b"\n\n") else b""
        private.append(file, gap + entry)


def _is_cut_off(written: bytes, entry: bytes) -> bool:
    return len(written) < len(entry) and entry.startswith(written)


@contextmanager
def _locked(file: FileIO, where: Path) -> Iterator[None]:
    """Both locks there are: of the system, and a file ``.lock``; raises LockedError, not waiting."""
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # ends with the file
    except (BlockingIOError, PermissionError) as error:
        raise LockedError(error.errno, "another program has locked it") from error
    lock = where.with_name(f"{where.name}.lock")
    me = f"reviewbot {socket.gethostname()} {os.getpid()}\n".encode()
    try:
        taken = private.add(lock, me) or (_is_left(lock) and private.add(lock, me))
    except PermissionError:  # a spool whose directory is not ours: the other lock has to do
        yield
        return
    if not taken:
        raise LockedError(None, f"another program has locked it ({lock} is there)")
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _is_left(lock: Path) -> bool:
    """Whether the lock was of a reviewbot of this machine that was killed; it is gone then."""
    with suppress(OSError, ValueError):
        with private.opened(lock) as file:
            who, host, process = file.read(300).decode().split()
        if (who, host) == ("reviewbot", socket.gethostname()) and not _is_alive(int(process)):
            lock.unlink()
            return True
    return False


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
