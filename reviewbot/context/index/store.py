"""What is kept of a repository: its blobs by number, the files of trees, and buckets of keys.

SQLite does what a file of our own would have to learn: several processes at once, one of them
killed, a full disk. Raises sqlite3.Error where the file is damaged, or locked for long.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reviewbot.context.index.keys import bucket_of
from reviewbot.database import versioned, writing
from reviewbot.frozen import frozen
from reviewbot.paths import in_cache

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

VERSION = 3  # of what is kept: another one is made anew
TREES = 8  # whose files are kept
SEGMENTS = 32  # lookups of a word: more, and all is made anew
_SCHEMA = """
CREATE TABLE blob (number INTEGER PRIMARY KEY, oid TEXT NOT NULL UNIQUE);
CREATE TABLE tree (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, over INTEGER);
CREATE TABLE file (
  tree INTEGER NOT NULL, path TEXT NOT NULL, mode TEXT NOT NULL, oid TEXT NOT NULL, blob INTEGER,
  PRIMARY KEY (tree, path)
) WITHOUT ROWID;
CREATE INDEX file_of_blob ON file (tree, blob);
CREATE TABLE segment (number INTEGER PRIMARY KEY, bits INTEGER NOT NULL);
CREATE TABLE posting (
  segment INTEGER NOT NULL, bucket INTEGER NOT NULL, keys BLOB NOT NULL,
  PRIMARY KEY (segment, bucket)
) WITHOUT ROWID;
"""


class LostError(Exception):
    """A blob of the tree is not there (a partial clone), so an index would miss places."""


@frozen
class Entry:
    """A file of a tree; ``is_source`` where its words are kept.

    ``mode`` is empty where it tells that the file is gone.
    """

    path: str
    mode: str
    oid: str
    is_source: bool


def place_of(objects: Path) -> Path:
    """The file for a repository, by where its objects are; raises UsageError without a home.

    Each version of the program has its own: an older one would make it anew, again and again.
    """
    name = hashlib.sha256(str(objects.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return in_cache(f"words/{name[:16]}-{VERSION}.sqlite")


@frozen
class Store:
    """An open file.

    A tree is all its files, or what differs from another one it lies over. Trees are told by
    numbers: its own, and that of the other behind it.
    """

    base: sqlite3.Connection

    def tree(self, id_: str) -> tuple[int, ...]:
        """The numbers of a tree, by its id; none where it is not known."""
        row = self.base.execute("SELECT number, over FROM tree WHERE id = ?", (id_,)).fetchone()
        return tuple(number for number in row or () if number is not None)

    def whole(self) -> tuple[int, str] | None:
        """Number and id of the last tree that is kept with all its files."""
        asked = "SELECT number, id FROM tree WHERE over IS NULL ORDER BY number DESC"
        row: tuple[int, str] | None = self.base.execute(asked).fetchone()
        return row

    def entry(self, tree: tuple[int, ...], path: str) -> tuple[str, str] | None:
        """Mode and blob id of a file or a symbolic link of a tree."""
        asked = "SELECT mode, oid FROM file WHERE tree = ? AND path = ?"
        for number in tree:
            row: tuple[str, str] | None = self.base.execute(asked, (number, path)).fetchone()
            if row:
                return row if row[0] else None
        return None

    def buckets(self, word: str) -> list[tuple[bytes, int]]:
        """The keys of a word's bucket, and how many bits tell it, from each segment, oldest first."""
        segments = self.base.execute("SELECT number, bits FROM segment ORDER BY number").fetchall()
        asked = "SELECT keys, ? FROM posting WHERE segment = ? AND bucket = ?"
        rows = (
            self.base.execute(asked, (bits, number, bucket_of(word, bits))).fetchone()
            for number, bits in segments
        )
        return [row for row in rows if row]

    def paths(self, tree: tuple[int, ...], blob: int) -> list[tuple[str, str]]:
        """The files of a tree that are one blob, with its id."""
        # SQLite, which has counted nothing, would look through all of the tree
        asked = "SELECT path, oid FROM file INDEXED BY file_of_blob WHERE tree = ? AND blob = ?"
        found: list[tuple[str, str]] = self.base.execute(asked, (tree[0], blob)).fetchall()
        for under in tree[1:]:
            rows = self.base.execute(asked, (under, blob)).fetchall()
            found += [
                row for row in rows if self.entry(tree, row[0]) == self.entry((under,), row[0])
            ]
        return found

    def blobs_under(self, tree: tuple[int, ...], folder: str) -> set[int]:
        """The source blobs below a directory of a tree, and some that were there."""
        asked = "SELECT blob FROM file WHERE tree = ? AND path > ? AND path < ? AND blob NOT NULL"
        inside = (f"{folder}/", f"{folder}0")
        return {row[0] for number in tree for row in self.base.execute(asked, (number, *inside))}

    def others_under(self, tree: tuple[int, ...], folder: str, most: int) -> set[str] | None:
        """The ids of the regular files below a directory that are no sources; ``None`` for more."""
        asked = (
            "SELECT path, mode, oid FROM file"
            " WHERE tree = ? AND path > ? AND path < ? AND blob IS NULL LIMIT ?"
        )
        found: dict[str, tuple[str, str]] = {}
        for number in reversed(tree):
            inside = (number, f"{folder}/", f"{folder}0", most + 1)
            rows = self.base.execute(asked, inside).fetchall()
            if len(rows) > most:
                return None
            found |= {path: (mode, oid) for path, mode, oid in rows}
        return {oid for mode, oid in found.values() if mode.startswith("100")}

    def unknown(self, oids: Iterable[str]) -> list[str]:
        """Those of the blobs that have no number, in order, each once."""
        asked = "SELECT 1 FROM blob WHERE oid = ?"
        fresh = dict.fromkeys(oids)
        return [oid for oid in fresh if not self.base.execute(asked, (oid,)).fetchone()]

    def segments(self) -> int:
        """How many pieces the keys are in."""
        return int(self.base.execute("SELECT count(*) FROM segment").fetchone()[0])

    def blobs(self) -> int:
        """How many blobs are known."""
        return int(self.base.execute("SELECT count(*) FROM blob").fetchone()[0])

    def first_free(self) -> int:
        """The number of the next blob."""
        return int(
            self.base.execute("SELECT coalesce(max(number), -1) + 1 FROM blob").fetchone()[0]
        )

    def add_segment(
        self, numbered: Sequence[tuple[int, str]], bits: int, buckets: Iterable[tuple[int, bytes]]
    ) -> None:
        """Add blobs by number and id, and the keys of them; so many ``bits`` tell a bucket."""
        self.base.executemany("INSERT INTO blob VALUES (?, ?)", numbered)
        cursor = self.base.execute("INSERT INTO segment VALUES (NULL, ?)", (bits,))
        rows = ((cursor.lastrowid, bucket, keys) for bucket, keys in buckets)
        self.base.executemany("INSERT INTO posting VALUES (?, ?, ?)", rows)

    def add_tree(self, id_: str, entries: Iterable[Entry], over: int | None = None) -> None:
        """Add the files of a tree whose blobs are known, and forget the oldest trees but some.

        Those ``over`` another one are what differs from it.
        """
        added = self.base.execute("INSERT INTO tree (id, over) VALUES (?, ?)", (id_, over))
        number = added.lastrowid
        self.base.executemany(
            "INSERT INTO file SELECT ?, ?, ?, ?, (SELECT number FROM blob WHERE oid = ? AND ?)",
            ((number, e.path, e.mode, e.oid, e.oid, e.is_source) for e in entries),
        )
        asked = "SELECT number, over FROM tree ORDER BY number DESC LIMIT ?"
        kept = {each for row in self.base.execute(asked, (TREES,)) for each in row}
        for (old,) in self.base.execute("SELECT number FROM tree").fetchall():
            if old not in kept:
                self.base.execute("DELETE FROM file WHERE tree = ?", (old,))
                self.base.execute("DELETE FROM tree WHERE number = ?", (old,))

    def writing(self) -> AbstractContextManager[None]:
        """All that is written in it, or nothing."""
        return writing(self.base)

    def clear(self) -> None:
        """Forget everything."""
        for name in ("posting", "segment", "file", "tree", "blob"):
            self.base.execute(f"DELETE FROM {name}")  # noqa: S608  the names stand above


@contextmanager
def opened(file: Path) -> Iterator[Store]:
    """The store in a file, made where there is none; raises OSError, sqlite3.Error."""
    with versioned(file, _SCHEMA, VERSION) as base:
        yield Store(base)
