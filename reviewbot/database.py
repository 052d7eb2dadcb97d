"""SQLite files for their owner alone."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reviewbot import private

if TYPE_CHECKING:
    from collections.abc import Iterator

_BESIDE = ("-wal", "-shm", "-journal")  # SQLite makes them with the rights of the file


@contextmanager
def database(file: Path, patience: float) -> Iterator[sqlite3.Connection]:
    """The database in a file, made where it is missing; waits for others up to that many seconds.

    Raises OSError where it or what SQLite keeps beside it is not ours to write, and sqlite3.Error.
    """
    private.opened(file, ours=True).close()
    for name in (f"{file}{ending}" for ending in _BESIDE):
        if os.path.lexists(name):  # of a run that was killed
            private.opened(Path(name), ours=True).close()
    base = sqlite3.connect(file, timeout=patience)
    try:
        yield base
    finally:
        base.close()
