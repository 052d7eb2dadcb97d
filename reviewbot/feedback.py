"""What was shown, and what was said of it: right or wrong. One SQLite file in WAL mode.

Findings shown are kept for a while (the last ``KEPT``), so that they can be named by their id; what
was said of one is kept for good, with all that was known of it then.
"""

from __future__ import annotations

import enum
import sqlite3
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from reviewbot import __version__, private, remarks
from reviewbot.database import database
from reviewbot.errors import UsageError
from reviewbot.frozen import fields, frozen, values
from reviewbot.repeats import drafted_keys, remark_key
from reviewbot.thread.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from reviewbot.model.finding import Finding

KEPT = 10_000  # findings shown, and remarks drafted
_MOST = 300  # characters of a text
_LAYOUT = 3
_PATIENCE = 5  # seconds for another process to let go of the file
_KNOWN = "id TEXT PRIMARY KEY, name TEXT, message_id TEXT, path TEXT, line INTEGER, quote TEXT, text TEXT, version TEXT, day TEXT"
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS shown ({_KNOWN});
CREATE TABLE IF NOT EXISTS said ({_KNOWN}, verdict TEXT, why TEXT, said TEXT);
CREATE TABLE IF NOT EXISTS dropped (message_id TEXT, key TEXT, why TEXT, PRIMARY KEY (message_id, key));
{remarks.SCHEMA}
"""
_SAY = "INSERT OR REPLACE INTO said VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Verdict(enum.Enum):
    """What a person says of a finding; dropped, it may be wrong or only not worth saying."""

    WRONG = "wrong"
    RIGHT = "right"
    DROPPED = "dropped"


@frozen
class Shown:
    """A finding as it was shown by ``version`` of reviewbot on ``day`` (YYYY-MM-DD)."""

    id: str
    check: str
    message_id: str
    path: str | None
    line: int | None
    quote: str
    text: str
    version: str
    day: str


@frozen
class Said:
    """What was said of a finding, and on which day."""

    shown: Shown
    verdict: Verdict
    why: str
    day: str


def remember(
    file: Path, findings: Iterable[Finding], today: date, *, drafted: bool = False
) -> None:
    """Keep what was shown, and what of it was ``drafted``; raises UsageError where that cannot be."""
    findings = tuple(findings)
    rows = [values(_shown(finding, today)) for finding in findings]
    if not rows:
        return
    with _opened(file) as base, base:
        base.executemany("INSERT OR REPLACE INTO shown VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        base.execute(
            "DELETE FROM shown WHERE rowid <="
            " (SELECT rowid FROM shown ORDER BY rowid DESC LIMIT 1 OFFSET ?)",
            (KEPT,),
        )
        if drafted:
            remarks.add(base, drafted_keys(findings))
            remarks.keep(base, KEPT)


def drafted_on(file: Path, ids: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """The keys of what was drafted, by message-id; raises UsageError where it cannot be read."""
    if not file.exists():
        return {}
    with _opened(file) as base:
        return remarks.on(base, ids)


def settle(
    file: Path, dropped: Iterable[tuple[Finding, str]], kept: Iterable[Finding], today: date
) -> None:
    """Record which findings were dropped, each with the reason, and which were not after all.

    Raises UsageError where the file cannot be used.
    """
    with _opened(file) as base, base:
        for finding in kept:
            key = (finding.message_id, remark_key(finding))
            base.execute("DELETE FROM dropped WHERE message_id = ? AND key = ?", key)
            gone = (finding.id, Verdict.DROPPED.value)
            base.execute("DELETE FROM said WHERE id = ? AND verdict = ?", gone)
        for finding, why in dropped:
            short = _short(why)
            row = (finding.message_id, remark_key(finding), short)
            base.execute("INSERT OR REPLACE INTO dropped VALUES (?, ?, ?)", row)
            row = (*values(_shown(finding, today)), Verdict.DROPPED.value, short)
            base.execute(_SAY, (*row, today.isoformat()))
        base.execute(
            "DELETE FROM dropped WHERE rowid <="
            " (SELECT rowid FROM dropped ORDER BY rowid DESC LIMIT 1 OFFSET ?)",
            (KEPT,),
        )


def dropped_on(file: Path, ids: Iterable[str]) -> Mapping[str, Mapping[str, str]]:
    """The keys of what was dropped, and why, by message-id; raises UsageError as ``drafted_on``."""
    if not file.exists():
        return {}
    with _opened(file) as base:
        found: dict[str, dict[str, str]] = {}
        for id_ in dict.fromkeys(ids):
            rows = base.execute("SELECT key, why FROM dropped WHERE message_id = ?", (id_,))
            if reasons := dict(rows):
                found[id_] = reasons
        return found


def tell(file: Path, said: tuple[str, Verdict, str], today: date) -> Said:
    """Record a verdict on the finding of an id, and why; it replaces an earlier one.

    Raises UsageError for an id that is not known, and where the file cannot be used.
    """
    id_, verdict, why = said
    with _opened(file) as base, base:
        row = base.execute("SELECT * FROM shown WHERE id = ?", (id_,)).fetchone()
        row = row or base.execute("SELECT * FROM said WHERE id = ?", (id_,)).fetchone()
        if row is None:
            raise UsageError(f"no finding {id_} was shown here by 'reviewbot thread'")
        known = row[: len(fields(Shown))]
        told = (*known, verdict.value, _short(why), today.isoformat())
        base.execute(_SAY, told)
    return _said(told)


def all_said(file: Path) -> tuple[Said, ...]:
    """All that was said, oldest first; raises UsageError where the file cannot be used."""
    if not file.exists():
        return ()
    with _opened(file) as base:
        return tuple(map(_said, base.execute("SELECT * FROM said ORDER BY rowid")))


def tallies(said: Iterable[Said]) -> Mapping[str, str]:
    """How often a check was said to be what, by its name: ``2 wrong, 1 right``."""
    counts = Counter((each.shown.check, each.verdict) for each in said)
    words: dict[str, list[str]] = {}
    for verdict in Verdict:
        for (check, is_), count in counts.items():
            if is_ is verdict:
                words.setdefault(check, []).append(f"{count} {verdict.value}")
    return {check: ", ".join(parts) for check, parts in words.items()}


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The file, made where it is missing; raises UsageError with one sentence."""
    try:
        private.folder(file.parent)
        with database(file, _PATIENCE) as base:
            (layout,) = base.execute("PRAGMA user_version").fetchone()
            if layout > _LAYOUT:
                raise UsageError(f"{file} is of a newer reviewbot")
            if layout < _LAYOUT:
                base.execute("PRAGMA journal_mode = WAL")
                base.executescript(f"{_SCHEMA} PRAGMA user_version = {_LAYOUT};")
            yield base
    except (sqlite3.Error, ValueError) as error:
        raise UsageError(f"the feedback in {file} cannot be used: {error}") from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(f"the feedback in {file} cannot be used: {why}") from error


def _shown(finding: Finding, today: date) -> Shown:
    return Shown(
        id=finding.id,
        check=finding.check,
        message_id=_short(finding.message_id),
        path=None if finding.path is None else _short(finding.path),
        line=finding.line,
        quote=_short(finding.quote),
        text=_short(finding.text),
        version=__version__,
        day=today.isoformat(),
    )


def _said(row: tuple[str, ...]) -> Said:
    """Raises ValueError for a row that is not ours."""
    known = len(fields(Shown))
    verdict, why, day = row[known:]
    return Said(Shown(*row[:known]), Verdict(verdict), why, day)  # type: ignore[arg-type]


def _short(text: str) -> str:
    """What a database and a terminal can hold of a stranger's words."""
    return clean(text[: 2 * _MOST])[:_MOST]
