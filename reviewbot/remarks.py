"""Which remarks were drafted on which mail: a table in the files of ``watch`` and ``feedback``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

SCHEMA = """
CREATE TABLE IF NOT EXISTS remark (message_id TEXT, key TEXT, PRIMARY KEY (message_id, key));
"""
_AT_ONCE = 500  # values of one statement; SQLite takes 999


def add(base: sqlite3.Connection, keys: Iterable[tuple[str, str]]) -> None:
    """Remember message-ids and keys of remarks, in the transaction of the caller."""
    base.executemany("INSERT OR IGNORE INTO remark VALUES (?, ?)", keys)


def keep(base: sqlite3.Connection, most: int) -> None:
    """Forget all but the newest."""
    base.execute(
        "DELETE FROM remark WHERE rowid <="
        " (SELECT rowid FROM remark ORDER BY rowid DESC LIMIT 1 OFFSET ?)",
        (most,),
    )


def on(base: sqlite3.Connection, ids: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """The keys of the remarks drafted on the mails of these ids, by id; none for the others."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, set[str]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        rows = base.execute(
            f"SELECT message_id, key FROM remark WHERE message_id IN ({marks})",  # noqa: S608  only question marks
            some,
        )
        for id_, key in rows:
            found.setdefault(id_, set()).add(key)
    return {id_: frozenset(keys) for id_, keys in found.items()}
