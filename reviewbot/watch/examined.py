"""What the doctor sees of the watch: its settings, its lists and where its drafts go; read only."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reviewbot import maildir
from reviewbot.doctor.diagnosis import Diagnosis
from reviewbot.doctor.diagnosis import Health as State
from reviewbot.doctor.tree import tree
from reviewbot.errors import UsageError
from reviewbot.report.summary import count
from reviewbot.watch.settings import read_settings
from reviewbot.watch.status.read import read_status
from reviewbot.watch.status.rows import Health
from reviewbot.watch.status.times import ago

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewbot.watch.settings import Settings
    from reviewbot.watch.status.rows import ListRow

_STATES = {Health.WELL: State.OK, Health.NEVER: State.MISSING}


def examine(file: Path, now: float) -> Iterator[Diagnosis]:
    """A line for the settings, for each list, for each of their trees, and for the drafts."""
    if not os.path.lexists(file):
        yield Diagnosis(State.MISSING, "watch", f"there is no {file}; no list is followed")
        return
    try:
        settings = read_settings(file)
    except UsageError as error:
        yield Diagnosis(State.BROKEN, "watch", str(error))
        return
    yield Diagnosis(State.OK, "watch", f"{count(len(settings.lists), 'list')} in {file}")
    yield from _lists(settings, now)
    for path in sorted({one.manner.tree for one in settings.lists if one.manner.tree}):
        seen = tree(path)
        yield Diagnosis(seen.state, "tree of the watch", seen.detail)
    yield _drafts(settings)


def _lists(settings: Settings, now: float) -> Iterator[Diagnosis]:
    try:
        status = read_status(settings.state, settings.lists, (), now)
    except UsageError as error:
        is_new = not (settings.state / "state.sqlite").exists()
        yield Diagnosis(State.MISSING if is_new else State.BROKEN, "lists", str(error))
        return
    for one in status.lists[: len(settings.lists)]:
        state = _STATES.get(one.health, State.BROKEN)
        yield Diagnosis(state, f"list {one.name}", _told(one, now))


def _told(one: ListRow, now: float) -> str:
    turn = f"last turn {ago(one.turn, now)}" if one.turn else "no turn yet"
    words = [] if one.health in _STATES else [str(one.health)]
    unread = [f"{one.unread} mails not read"] if one.unread else []
    fault = [one.fault] if one.health is Health.FAULT else []
    return ", ".join((*words, turn, *unread, *fault))


def _drafts(settings: Settings) -> Diagnosis:
    """Whether drafts can be put where they go."""
    about = "drafts"
    if settings.imap:
        return Diagnosis(State.OK, about, f"by IMAP to {settings.imap.host} (not asked)")
    where = settings.drafts
    wanted = {"files": "a directory", "mbox": "an mbox"}.get(settings.box, "a maildir")
    if why := _obstacle(where, settings.box):
        return Diagnosis(State.BROKEN, about, f"{where} {why}")
    new = "" if where.exists() else ", which is made when there is one"
    return Diagnosis(State.OK, about, f"{wanted}, {where}{new}")


def _obstacle(where: Path, box: str) -> str:
    """Why nothing can be put there; ``""`` if it can."""
    if where.exists():
        if where.is_dir() is (box == "mbox"):
            return f"is {'a directory' if box == 'mbox' else 'no directory'}"
        if box == "maildir" and not maildir.is_one(where):
            return "is not a maildir"
        return "" if os.access(where, os.W_OK) else "cannot be written"
    above = next(path for path in where.absolute().parents if path.exists())
    fits = above.is_dir() and os.access(above, os.W_OK | os.X_OK)
    return "" if fits else f"cannot be made in {above}"
