"""What is kept of turns, reviews and drafts for good, for the status: tables beside those of the state.

Texts are of mails and are kept as they came: whoever shows one cleans it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

SCHEMA = """
CREATE TABLE IF NOT EXISTS turn (
  list TEXT PRIMARY KEY, began REAL, ended REAL, fault TEXT DEFAULT '', failed REAL,
  behind INTEGER DEFAULT 0, waiting INTEGER DEFAULT 0);
CREATE TABLE IF NOT EXISTS review (
  list TEXT, key TEXT, subject TEXT, author TEXT, posted REAL, patches INTEGER, drafts INTEGER,
  PRIMARY KEY (list, key));
CREATE TABLE IF NOT EXISTS reply (
  draft TEXT PRIMARY KEY, list TEXT, series TEXT, mail TEXT, subject TEXT, made REAL, digest TEXT,
  box TEXT DEFAULT '', sent TEXT DEFAULT '');
CREATE TABLE IF NOT EXISTS said (
  draft TEXT, finding TEXT, name TEXT, mail TEXT, place TEXT, words TEXT, sent INTEGER DEFAULT 0,
  outcome TEXT DEFAULT '', applied INTEGER DEFAULT 0, PRIMARY KEY (draft, finding));
CREATE TABLE IF NOT EXISTS followed (list TEXT PRIMARY KEY, upto REAL);
"""


@frozen
class Posted:
    """A series: the subject of its first mail, who posted it, when its last mail came."""

    subject: str
    author: str
    posted: float
    patches: int


@frozen
class Said:
    """A remark in a draft: the id and the check of its finding, the mail and the place it is at."""

    finding: str
    check: str
    mail: str
    place: str
    words: str


@frozen
class Reply:
    """A draft: the mail it answers, and what it says. ``digest`` tells whether it was edited."""

    mail: str
    subject: str
    digest: str
    said: tuple[Said, ...]


@frozen
class Turn:
    """What came of a turn on a list: what went wrong, messages not read, series that wait."""

    ended: float
    fault: str
    behind: int
    waiting: int


@frozen
class News:
    """What became known of a remark: whether its reply has it, what came of it, if it was applied."""

    draft: str
    finding: str
    reply: str
    is_sent: bool
    outcome: str
    applied: bool


def digest(content: bytes) -> str:
    """A digest of the text of a mail: what mailers change of its header does not count."""
    _, _, body = content.replace(b"\r\n", b"\n").partition(b"\n\n")
    return hashlib.sha256(body.rstrip()).hexdigest()[:32]


def add_series(base: sqlite3.Connection, list_: str, key: str, posted: Posted, drafts: int) -> None:
    """Keep a series that is settled, in the transaction of the caller."""
    row = (list_, key, posted.subject, posted.author, posted.posted, posted.patches, drafts)
    base.execute("INSERT OR IGNORE INTO review VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def add_reply(
    base: sqlite3.Connection, where: tuple[str, str, str], reply: Reply, now: float
) -> None:
    """Keep a draft; ``where`` are its key, its list and the key of its series."""
    draft, list_, series = where
    done = base.execute(
        "INSERT OR IGNORE INTO reply (draft, list, series, mail, subject, made, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (draft, list_, series, reply.mail, reply.subject, now, reply.digest),
    )
    if done.rowcount:
        base.executemany(
            "INSERT OR IGNORE INTO said (draft, finding, name, mail, place, words)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [(draft, s.finding, s.check, s.mail, s.place, s.words) for s in reply.said],
        )


def began(base: sqlite3.Connection, list_: str, now: float) -> None:
    """Keep that a turn on a list began."""
    with base:
        base.execute(
            "INSERT INTO turn (list, began) VALUES (?, ?)"
            " ON CONFLICT (list) DO UPDATE SET began = excluded.began",
            (list_, now),
        )


def broke(base: sqlite3.Connection, list_: str, fault: str, now: float) -> None:
    """Keep what went wrong; it stays until something else does."""
    with base:
        base.execute("UPDATE turn SET fault = ?, failed = ? WHERE list = ?", (fault, now, list_))


def ended(base: sqlite3.Connection, list_: str, turn: Turn) -> None:
    """Keep how a turn on a list ended."""
    if turn.fault:
        broke(base, list_, turn.fault, turn.ended)
    with base:
        base.execute(
            "UPDATE turn SET ended = ?, behind = ?, waiting = ? WHERE list = ?",
            (turn.ended, turn.behind, turn.waiting, list_),
        )


def drafted(base: sqlite3.Connection, list_: str, since: float) -> Mapping[str, tuple[str, Said]]:
    """What the drafts of a list say that were made since then: by finding, the draft and the remark."""
    rows = base.execute(
        "SELECT said.draft, finding, name, said.mail, place, words FROM said"
        " JOIN reply ON reply.draft = said.draft WHERE list = ? AND made >= ?",
        (list_, since),
    )
    return {row[1]: (row[0], Said(*row[1:])) for row in rows}


def answers(base: sqlite3.Connection, list_: str, since: float) -> Mapping[str, str]:
    """The mail each draft of a list answers, of those made since then."""
    rows = base.execute(
        "SELECT draft, mail FROM reply WHERE list = ? AND made >= ?", (list_, since)
    )
    return dict(rows.fetchall())


def followed(base: sqlite3.Connection, list_: str) -> float:
    """Up to when what was said on a list was looked through."""
    found = base.execute("SELECT upto FROM followed WHERE list = ?", (list_,)).fetchone()
    return float(found[0]) if found else 0.0


def follow(base: sqlite3.Connection, list_: str, news: Iterable[News], upto: float) -> None:
    """Keep what became known, and how far it was looked: at once. What was known stays known."""
    with base:
        for each in news:
            base.execute(
                "UPDATE said SET sent = MAX(sent, ?), applied = MAX(applied, ?),"
                " outcome = CASE WHEN ? != '' THEN ? ELSE outcome END"
                " WHERE draft = ? AND finding = ?",
                (each.is_sent, each.applied, each.outcome, each.outcome, each.draft, each.finding),
            )
            if each.reply:
                base.execute("UPDATE reply SET sent = ? WHERE draft = ?", (each.reply, each.draft))
        base.execute("INSERT OR REPLACE INTO followed VALUES (?, ?)", (list_, upto))


def boxed(base: sqlite3.Connection) -> Mapping[str, tuple[str, str]]:
    """The mail it answers and the digest of each draft that was there when it was last looked for."""
    rows = base.execute(
        "SELECT draft, mail, digest FROM reply JOIN draft ON draft.key = reply.draft"
        " WHERE delivered AND box != 'gone'"
    )
    return {draft: (mail, known) for draft, mail, known in rows}


def look(base: sqlite3.Connection, found: Mapping[str, str]) -> None:
    """Keep where drafts were: ``there``, ``edited`` or ``gone``, by key."""
    with base:
        base.executemany(
            "UPDATE reply SET box = ? WHERE draft = ?", [(box, key) for key, box in found.items()]
        )
