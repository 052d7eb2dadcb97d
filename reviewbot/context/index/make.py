"""Makes an index from nothing, or mends it; one process at a time does."""

from __future__ import annotations

import fcntl
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reviewbot import private
from reviewbot.context.index.build import learn
from reviewbot.context.index.store import opened, place_of
from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class BusyError(Exception):
    """Another process is at it."""


@frozen
class Made:
    """The file of an index, how many blobs it knows, and its size in bytes."""

    file: Path
    blobs: int
    size: int


def make(objects: Path, git_dir: Path, tree: str, progress: Callable[[int, int], None]) -> Made:
    """Have a tree in the index of a repository; ``progress`` gets blobs read, and how many there are.

    Raises BusyError, LostError where objects are missing, OSError, sqlite3.Error, UsageError.
    """
    file = place_of(objects)
    private.folder(file.parent)
    with _alone(file.with_suffix(".lock")):
        try:
            blobs = _made(file, git_dir, tree, progress)
        except sqlite3.OperationalError:  # locked, or no room: nothing is wrong with it
            raise
        except sqlite3.DatabaseError:
            for ending in ("", "-wal", "-shm"):
                file.with_name(file.name + ending).unlink(missing_ok=True)
            blobs = _made(file, git_dir, tree, progress)
        _forget_older(file)
    return Made(file, blobs, file.stat().st_size)


def _forget_older(file: Path) -> None:
    """Remove what other versions of the program kept of the repository."""
    name, _, _ = file.name.rpartition("-")
    for other in file.parent.glob(f"{name}-*"):
        if not other.name.startswith(file.stem):
            other.unlink(missing_ok=True)


def _made(file: Path, git_dir: Path, tree: str, progress: Callable[[int, int], None]) -> int:
    with opened(file) as store:
        learn(store, git_dir, tree, progress=progress)
        return store.blobs()


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Nobody else does it meanwhile; let go of when the process ends, however it does."""
    with private.opened(lock, ours=True) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError from error
        yield
