"""What ``watch`` knows between two runs: messages seen, series decided, drafts to deliver.

One SQLite file in WAL mode. A step is one transaction, so a run that is killed loses no step and
does none twice: messages are noted together with how far their epoch was read, and a series is
decided together with its drafts. Delivering them is a step of its own, and can be repeated.
"""

from __future__ import annotations

import fcntl
import json
import sqlite3
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reviewbot import private, remarks
from reviewbot.database import database
from reviewbot.errors import UsageError
from reviewbot.frozen import frozen
from reviewbot.model.mail import Address, Head
from reviewbot.thread.border import reader
from reviewbot.watch import ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from reviewbot.watch.ledger import Posted, Reply

PIPED = -1  # the epoch of what came by no mirror
_PATIENCE = 10  # seconds for another process to let go of the file
_SCHEMA = """
CREATE TABLE IF NOT EXISTS list (name TEXT PRIMARY KEY, since REAL);
CREATE TABLE IF NOT EXISTS epoch (list TEXT, number INTEGER, tip TEXT, PRIMARY KEY (list, number));
CREATE TABLE IF NOT EXISTS message (
  list TEXT, blob TEXT, epoch INTEGER, id TEXT, parents TEXT, subject TEXT, sender TEXT,
  date REAL, seen REAL, open INTEGER, name TEXT DEFAULT '', PRIMARY KEY (list, blob));
CREATE TABLE IF NOT EXISTS piped (list TEXT, blob TEXT, content BLOB, PRIMARY KEY (list, blob));
CREATE INDEX IF NOT EXISTS by_time ON message (list, seen);
CREATE TABLE IF NOT EXISTS series (list TEXT, key TEXT, decided REAL, why TEXT, PRIMARY KEY (list, key));
CREATE TABLE IF NOT EXISTS draft (
  key TEXT PRIMARY KEY, list TEXT, content BLOB, delivered INTEGER DEFAULT 0);
"""


class BusyError(UsageError):
    """Another process has the state."""


@frozen
class Seen:
    """A message of a list: its blob and epoch, its head, and when it was first seen (our clock).

    ``open`` posts belong to no series that was decided yet.
    """

    blob: str
    epoch: int
    head: Head
    seen: float
    open: bool


@frozen
class Decision:
    """A series settled: by its key (the id of its first mail), why, and what is drafted for it.

    ``posts`` are the ids of its mails, which are open no longer; ``remarks`` what the drafts say, by
    message-id and key. ``posted`` and ``replies`` are kept for the status.
    """

    list: str
    key: str
    why: str
    posts: tuple[str, ...]
    drafts: tuple[bytes, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    posted: Posted | None = None
    replies: tuple[Reply, ...] = ()


class WatchState:
    """The file; use ``opened``. ``base`` has the tables of ``remarks`` and ``ledger`` as well."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base

    def since(self, list_: str, now: float) -> float:
        """From when on messages of a list count: the first time it was asked for."""
        with self.base:
            self.base.execute("INSERT OR IGNORE INTO list VALUES (?, ?)", (list_, now))
        found = self.base.execute("SELECT since FROM list WHERE name = ?", (list_,)).fetchone()
        return float(found[0])

    def is_clock_back(self, now: float) -> bool:
        """Whether messages were seen later than now; they are taken as seen now then."""
        with self.base:
            done = self.base.execute("UPDATE message SET seen = ? WHERE seen > ?", (now, now))
        return bool(done.rowcount)

    def tip(self, list_: str, epoch: int) -> str | None:
        """The commit up to which an epoch was read; ``None`` if it never was."""
        found = self.base.execute(
            "SELECT tip FROM epoch WHERE list = ? AND number = ?", (list_, epoch)
        ).fetchone()
        return found[0] if found else None

    def epochs(self, list_: str) -> frozenset[int]:
        """The numbers of the epochs that were read."""
        rows = self.base.execute("SELECT number FROM epoch WHERE list = ?", (list_,))
        return frozenset(number for (number,) in rows)

    def note(
        self, list_: str, epoch: int, tip: str, fresh: Iterable[Seen], gone: Iterable[str]
    ) -> None:
        """Remember messages, forget those deleted, and how far the epoch was read: at once."""
        with self.base:
            self.base.executemany(
                "INSERT OR IGNORE INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [_row(list_, each) for each in fresh],
            )
            self.base.executemany(
                "DELETE FROM message WHERE list = ? AND blob = ?", [(list_, blob) for blob in gone]
            )
            self.base.execute("INSERT OR REPLACE INTO epoch VALUES (?, ?, ?)", (list_, epoch, tip))

    def keep(self, list_: str, fresh: Iterable[tuple[Seen, bytes]]) -> None:
        """Remember messages that are in no mirror, with what they say: at once."""
        with self.base:
            for each, raw in fresh:
                row = _row(list_, each)
                marks = ", ".join("?" * len(row))
                done = self.base.execute(f"INSERT OR IGNORE INTO message VALUES ({marks})", row)  # noqa: S608  only question marks
                if done.rowcount:
                    self.base.execute(
                        "INSERT OR IGNORE INTO piped VALUES (?, ?, ?)", (list_, each.blob, raw)
                    )

    def kept(self, list_: str, blobs: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
        """What messages say that are in no mirror, by blob."""
        for blob in blobs:
            found = self.base.execute(
                "SELECT content FROM piped WHERE list = ? AND blob = ?", (list_, blob)
            ).fetchone()
            yield blob, found[0] if found else None

    def messages(self, list_: str, since: float) -> tuple[Seen, ...]:
        """The messages first seen since then, and all open ones, in the order they came."""
        rows = self.base.execute(
            "SELECT blob, epoch, id, parents, subject, sender, date, seen, open, name FROM message"
            " WHERE list = ? AND (seen >= ? OR open) ORDER BY rowid",
            (list_, since),
        )
        return tuple(map(_seen, rows))

    def decide(self, decision: Decision, now: float) -> bool:
        """Settle a series with its drafts, at once; false where it was settled before."""
        list_, key = decision.list, decision.key
        with self.base:
            done = self.base.execute(
                "INSERT OR IGNORE INTO series VALUES (?, ?, ?, ?)", (list_, key, now, decision.why)
            )
            if done.rowcount:
                self.base.executemany(
                    "INSERT OR IGNORE INTO draft (key, list, content) VALUES (?, ?, ?)",
                    [
                        (f"{key}:{number}", list_, content)
                        for number, content in enumerate(decision.drafts, 1)
                    ],
                )
                remarks.add(self.base, decision.remarks)
                if decision.posted:
                    drafts = len(decision.drafts)
                    ledger.add_series(self.base, list_, key, decision.posted, drafts)
                for number, reply in enumerate(decision.replies, 1):
                    ledger.add_reply(self.base, (f"{key}:{number}", list_, key), reply, now)
            self._close(list_, decision.posts)
        return bool(done.rowcount)

    def settle(self, list_: str, posts: Iterable[str]) -> None:
        """These messages wait for nothing."""
        with self.base:
            self._close(list_, posts)

    def _close(self, list_: str, posts: Iterable[str]) -> None:
        self.base.executemany(
            "UPDATE message SET open = 0 WHERE list = ? AND id = ?", [(list_, id_) for id_ in posts]
        )

    def decided(self, list_: str) -> frozenset[str]:
        """The keys of the series that were settled."""
        rows = self.base.execute("SELECT key FROM series WHERE list = ?", (list_,))
        return frozenset(key for (key,) in rows)

    def undelivered(self) -> tuple[tuple[str, bytes], ...]:
        """The drafts that are not known to be where they belong, oldest first."""
        rows = self.base.execute(
            "SELECT key, content FROM draft WHERE NOT delivered ORDER BY rowid"
        )
        return tuple((key, content) for key, content in rows)

    def drafted_on(self, ids: Iterable[str]) -> Mapping[str, frozenset[str]]:
        """The keys of the remarks drafted on the mails of these ids, by id."""
        return remarks.on(self.base, ids)

    def delivered(self, key: str) -> None:
        """A draft is where it belongs; its text need not be kept."""
        with self.base:
            self.base.execute(
                "UPDATE draft SET delivered = 1, content = NULL WHERE key = ?", (key,)
            )

    def forget(self, before: float) -> None:
        """Drop messages first seen before then that wait for nothing."""
        with self.base:
            self.base.execute("DELETE FROM message WHERE seen < ? AND NOT open", (before,))
            self.base.execute(
                "DELETE FROM piped WHERE (list, blob) NOT IN"
                " (SELECT list, blob FROM message WHERE epoch = ?)",
                (PIPED,),
            )


@contextmanager
def opened(folder: Path) -> Iterator[WatchState]:
    """The state in a folder, for one process at a time.

    Raises BusyError where another one has it, UsageError where it cannot be read or written.
    """
    try:
        private.folder(folder)
        with private.opened(folder / "lock", ours=True) as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BusyError(f"another reviewbot watches with {folder}") from error
            with database(folder / "state.sqlite", _PATIENCE) as base:
                base.execute("PRAGMA journal_mode = WAL")
                base.execute("PRAGMA synchronous = FULL")
                base.executescript(_SCHEMA + remarks.SCHEMA + ledger.SCHEMA)
                _bring_up(base)
                yield WatchState(base)
    except sqlite3.DatabaseError as error:
        raise UsageError(f"the state in {folder} cannot be used: {error}") from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(f"{error.filename or folder} cannot be used: {why}") from error


def _bring_up(base: sqlite3.Connection) -> None:
    """Add what earlier versions did not keep."""
    columns = {name for _, name, *_ in base.execute("PRAGMA table_info(message)")}
    if "name" not in columns:
        base.execute("ALTER TABLE message ADD COLUMN name TEXT DEFAULT ''")


def _row(list_: str, each: Seen) -> tuple[object, ...]:
    head = each.head
    date = head.date.timestamp() if head.date else None
    parents = json.dumps(head.parents)
    return (list_, each.blob, each.epoch, head.message_id, parents, head.subject,
            head.sender.email, date, each.seen, each.open, head.sender.name)  # fmt: skip


def _seen(row: tuple[str, int, str, str, str, str, float | None, float, int, str]) -> Seen:
    blob, epoch, id_, parents, subject, sender, date, seen, open_, name = row
    head = Head(id_, tuple(json.loads(parents)), subject, Address(name, sender), _date(date))
    return Seen(blob, epoch, head, seen, bool(open_))


def _undated(_error: Exception, _date: float | None, /) -> datetime | None:
    return None


@reader(_undated)
def _date(date: float | None, /) -> datetime | None:
    """When a message was sent; what earlier versions kept may be past the calendar."""
    return None if date is None else datetime.fromtimestamp(date, UTC)
