"""Reads what the watch did from its state, also while it is running."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import quote

from reviewbot.errors import UsageError
from reviewbot.frozen import replace
from reviewbot.thread.clean import header_text
from reviewbot.watch.ready import is_reviewed
from reviewbot.watch.status.rows import (
    DraftRow,
    Fate,
    Health,
    Kind,
    ListRow,
    RemarkRow,
    SeriesRow,
    Status,
    count,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from reviewbot.watch.settings import MailingList

_DAY = 86400.0
_PATIENCE = 10


def read_status(
    folder: Path, lists: Iterable[MailingList], wrong: Collection[str], now: float
) -> Status:
    """What was done on the lists, and on those that were followed before.

    ``wrong`` are the ids of findings that feedback says are. Raises UsageError where there is no
    state.
    """
    file = folder / "state.sqlite"
    if not file.is_file():
        raise UsageError(f"there is no state in {folder} yet; take a turn: reviewbot watch --once")
    try:
        with closing(sqlite3.connect(_read_only(file), _PATIENCE, uri=True)) as base:
            base.execute("BEGIN")  # all of it at one moment
            return _status(base, lists, wrong, now)
    except sqlite3.DatabaseError as error:
        raise UsageError(f"the state in {folder} cannot be read: {error}") from error


def _read_only(file: Path) -> str:
    return f"file:{quote(str(file.absolute()))}?mode=ro"


def _status(
    base: sqlite3.Connection, lists: Iterable[MailingList], wrong: Collection[str], now: float
) -> Status:
    series = tuple(_series(base))
    drafts = tuple(_drafts(base, wrong))
    status = Status(now, (), series, drafts)
    rows = [_list(base, (one.name, one.url), status) for one in lists]
    known = {row.name for row in rows}
    for (name,) in base.execute("SELECT name FROM list ORDER BY name"):
        if name not in known:
            rows.append(replace(_list(base, (name, ""), status), health=Health.DROPPED))
    return replace(status, lists=tuple(rows))


def _series(base: sqlite3.Connection) -> Iterable[SeriesRow]:
    rows = base.execute(
        "SELECT series.list, series.key, subject, author, COALESCE(posted, decided), decided,"
        " COALESCE(patches, 0), why, COALESCE(drafts, 0) FROM series"
        " LEFT JOIN review ON review.list = series.list AND review.key = series.key"
        " ORDER BY 5 DESC, series.rowid DESC"
    )
    for list_, key, subject, author, posted, decided, patches, why, drafts in rows:
        kind = Kind.DRAFTED if drafts else Kind.SILENT if is_reviewed(why) else Kind.LEFT_OUT
        yield SeriesRow(
            list_, header_text(key), header_text(subject or "") or "(no subject)",
            header_text(author or ""), posted, decided, patches, kind, header_text(why), drafts,
        )  # fmt: skip


def _drafts(base: sqlite3.Connection, wrong: Collection[str]) -> Iterable[DraftRow]:
    said = defaultdict(list)
    for row in base.execute(
        "SELECT draft, finding, name, place, words, sent, outcome, applied FROM said ORDER BY rowid"
    ):
        said[row[0]].append(row[1:])
    rows = base.execute(
        "SELECT draft, reply.list, series, mail, reply.subject, made, COALESCE(posted, made), box,"
        " sent FROM reply LEFT JOIN review ON review.list = reply.list AND review.key = series"
        " ORDER BY 7 DESC, reply.rowid DESC"
    )
    for draft, list_, series, mail, subject, made, posted, box, sent in rows:
        remarks = tuple(_remark(row, wrong) for row in said[draft])
        if sent or box == "gone":
            remarks = tuple(replace(one, dropped=not one.sent) for one in remarks)
        fate = _fate(remarks, box, sent)
        yield DraftRow(
            list_, header_text(series), header_text(mail), header_text(subject), made, posted,
            fate, remarks,
        )  # fmt: skip


def _remark(row: tuple[str, str, str, str, int, str, int], wrong: Collection[str]) -> RemarkRow:
    id_, check, place, words, sent, outcome, applied = row
    is_mended = outcome == "fixed"
    return RemarkRow(
        id_, check, header_text(place), header_text(words), bool(sent), dropped=False,
        wrong=id_ in wrong, acted=is_mended, applied=bool(applied) and not is_mended,
    )  # fmt: skip


def _fate(remarks: Iterable[RemarkRow], box: str, sent: str) -> Fate:
    if any(one.wrong for one in remarks):
        return Fate.WRONG
    if sent:
        return Fate.SENT
    return {"edited": Fate.EDITED, "gone": Fate.DELETED}.get(box, Fate.WAITING)


def _list(base: sqlite3.Connection, named: tuple[str, str], status: Status) -> ListRow:
    name, url = named
    turn = base.execute(
        "SELECT began, COALESCE(ended, 0), fault, COALESCE(failed, 0), behind, waiting"
        " FROM turn WHERE list = ?",
        (name,),
    ).fetchone()
    began, ended, fault, failed, unread, waiting = turn or (0.0, 0.0, "", 0.0, 0, 0)
    messages, newest = base.execute(
        "SELECT COUNT(*), MAX(MIN(COALESCE(date, seen), seen)) FROM message WHERE list = ?", (name,)
    ).fetchone()
    due = status.now - _DAY if url else 0.0  # what is piped in comes when it comes
    own = tuple(one for one in status.series if one.list == name)
    # "superseded by v2" and "superseded by v3" are one reason
    reasons = Counter(one.why.partition(" by v")[0] for one in own if one.kind is Kind.LEFT_OUT)
    return ListRow(
        name, header_text(url), _health(began, ended, failed, due), ended, header_text(fault),
        failed, newest or 0.0, messages, unread, waiting,
        count(own, tuple(one for one in status.drafts if one.list == name)),
        tuple(reasons.most_common()),
    )  # fmt: skip


def _health(began: float, ended: float, failed: float, due: float) -> Health:
    if not began:
        return Health.NEVER
    if failed and failed >= began:
        return Health.FAULT
    if began > ended:
        return Health.BROKEN_OFF
    return Health.LATE if ended < due else Health.WELL
