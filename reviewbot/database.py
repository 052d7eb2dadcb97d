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

_PATIENCE = 5.0  # seconds
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


@contextmanager
def versioned(file: Path, schema: str, version: int) -> Iterator[sqlite3.Connection]:
    """A database of what can be made again, for many at once; one of another version begins anew.

    ``schema`` makes its tables. Raises OSError, sqlite3.Error.
    """
    private.folder(file.parent)
    with database(file, _PATIENCE) as base:
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = NORMAL")
        if _version(base) != version:
            with writing(base):
                if _version(base) != version:  # nobody did it meanwhile
                    _renew(base, schema, version)
        yield base


@contextmanager
def writing(base: sqlite3.Connection) -> Iterator[None]:
    """All that is written in it, or nothing; others wait, and can read meanwhile."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        base.rollback()
        raise
    base.commit()


def _version(base: sqlite3.Connection) -> int:
    return int(base.execute("PRAGMA user_version").fetchone()[0])


def _renew(base: sqlite3.Connection, schema: str, version: int) -> None:
    tables = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (name,) in tables:
        base.execute(f'DROP TABLE "{name}"')
    for statement in schema.split(";"):
        base.execute(statement)
    base.execute(f"PRAGMA user_version = {version}")
