"""Values by key in one file of SQLite's, up to a size; what was put there first goes first."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from reviewbot.database import versioned, writing
from reviewbot.errors import UsageError
from reviewbot.frozen import changing, field
from reviewbot.paths import in_cache

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "results.sqlite"
MOST = 1 << 30  # bytes of the file; half a million mails of patches
_VERSION = 1
_SCHEMA = """
CREATE TABLE kept (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, value BLOB NOT NULL)
"""
_SIZE = """
SELECT (page_count - freelist_count) * page_size
FROM pragma_page_count, pragma_freelist_count, pragma_page_size
"""
_OLDEST = "DELETE FROM kept WHERE number IN (SELECT number FROM kept ORDER BY number LIMIT ?)"


@changing
class Store:
    """An open file, or none.

    What is put is written by ``flush``. What goes wrong is a sentence in ``fault``, and from then
    on nothing is known and nothing is kept.
    """

    base: sqlite3.Connection | None = None
    fault: str = ""
    most: int = MOST
    _put: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        """What is kept under a key."""
        with self._minding() as base:
            row = base and base.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
            return zlib.decompress(row[0]) if row else None
        return None

    def put(self, key: str, value: bytes) -> None:
        """Have it kept under a key, in place of what was."""
        if self.base:
            self._put[key] = zlib.compress(value, 1)

    def flush(self) -> None:
        """Write what was put, all of it or nothing, and forget the oldest where it is too much."""
        rows, self._put = tuple(self._put.items()), {}
        with self._minding() as base:
            if not base or not rows:
                return
            with writing(base):
                base.executemany("INSERT OR REPLACE INTO kept (key, value) VALUES (?, ?)", rows)
                while base.execute(_SIZE).fetchone()[0] > self.most:
                    count = base.execute("SELECT count(*) FROM kept").fetchone()[0]
                    base.execute(_OLDEST, (1 + count // 8,))

    @contextmanager
    def _minding(self) -> Iterator[sqlite3.Connection | None]:
        try:
            yield self.base
        except (sqlite3.Error, zlib.error) as error:
            self.base, self.fault = None, _said(error)


@contextmanager
def opened() -> Iterator[Store]:
    """The user's store, for one thread; what was put is written at the end."""
    with ExitStack() as stack:
        try:
            base = stack.enter_context(versioned(in_cache(NAME), _SCHEMA, _VERSION))
            store = Store(base)
        except (OSError, sqlite3.Error, UsageError) as error:
            store = Store(fault=_said(error))
        yield store
        store.flush()


def _said(error: Exception) -> str:
    return f"results are not kept: {NAME} in the cache cannot be used: {error}"
