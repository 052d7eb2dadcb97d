"""Turns of the watch: every series once, whatever happens between and during them."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from epochs import epoch, grow, invented
from reviewbot.checks.api import DiffContext
from reviewbot.checks.registry import select
from reviewbot.context.when import ALWAYS
from reviewbot.errors import StoppedError, UsageError
from reviewbot.model.mail import Address
from reviewbot.pipeline import Options
from reviewbot.watch.piped import lay_down
from reviewbot.watch.settings import MailingList, Settings
from reviewbot.watch.state import opened
from reviewbot.watch.turn import Watcher, turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reviewbot.checks.api import Check

START = datetime(2016, 1, 1, tzinfo=UTC).timestamp()
HOUR = 3600.0
CHECK = "notifier.errno_zero"
MAILS = 5  # of an invented series: cover, two patches, two replies


def mails(series: int) -> list[tuple[str, bytes]]:
    """RFC series, as commits of an epoch."""
    return [("m", raw.replace(b"[PATCH", b"[RFC PATCH")) for raw in invented(series)]


class Lists:
    """A list in a directory, its watcher, and what was said."""

    def __init__(self, folder: Path, **policy: object) -> None:
        self.folder = folder
        self.epochs = folder / "list"
        self.epochs.mkdir()
        epoch(self.epochs / "0.git")
        self.said: list[str] = []
        one = replace(MailingList("frob", str(self.epochs)), **policy)  # type: ignore[arg-type]
        self.settings = Settings(folder / "state", folder / "drafts", "maildir", (one,))

    @property
    def watcher(self) -> Watcher:
        me = Address("Me", "me@example.org")
        return Watcher(self.settings, me, Options(), self.said.append)

    def turn(self, hours: float = 0, since: float | None = START) -> None:
        with opened(self.settings.state) as state:
            turn(self.watcher, state, START + hours * HOUR, since)

    def grow(self, *commits: tuple[str, bytes], number: int = 0) -> None:
        grow(self.epochs / f"{number}.git", *commits)

    @property
    def drafts(self) -> dict[str, bytes]:
        folder = self.settings.drafts / "cur"
        return (
            {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}
        )


@pytest.fixture
def lists(tmp_path: Path) -> Lists:
    return Lists(tmp_path)


def test_a_series_is_drafted_once(lists: Lists) -> None:
    lists.grow(*mails(2))
    lists.turn()
    first = lists.drafts
    assert len(first) == 2
    assert all(name.endswith(":2,DS") for name in first)
    assert b"this can simply be" in next(iter(first.values()))
    assert lists.said == [
        f"frob: [RFC PATCH 0/2] frob{n}: two patches <{n}-0@example.org>: 1 draft ({CHECK})"
        for n in (1, 2)
    ]
    lists.turn(1)
    lists.grow(*mails(3)[2 * MAILS :])
    lists.turn(2)
    assert len(lists.drafts) == 3
    assert first.items() <= lists.drafts.items()


def test_what_was_there_before_is_not_reviewed(lists: Lists) -> None:
    lists.grow(*mails(2))
    lists.turn(24 * 365, since=None)
    assert lists.drafts == {}
    recent = [
        (name, raw.replace(b" Jan 2016 ", b" Jan 2017 ")) for name, raw in mails(3)[2 * MAILS :]
    ]
    lists.grow(*recent)
    lists.turn(24 * 365 + 1)
    assert len(lists.drafts) == 1


def test_an_incomplete_series_waits_for_the_rest(lists: Lists) -> None:
    cover, one, _, two, *_ = mails(1)
    lists.grow(cover, one)
    lists.turn()
    assert lists.drafts == {}
    lists.grow(two)
    lists.turn(0.1)
    assert len(lists.drafts) == 1


def test_what_is_missing_after_the_quiet_time_is_said(lists: Lists) -> None:
    cover, one, _, two, *_ = mails(1)
    lists.grow(cover, one)
    lists.turn()
    lists.turn(0.4)
    assert lists.drafts == {}
    lists.turn(0.6)
    name = "[RFC PATCH 0/2] frob1: two patches <1-0@example.org>"
    assert lists.said == [f"frob: {name}: 1 draft ({CHECK}), without 2/2"]
    lists.grow(two)  # a straggler: the series was reviewed
    lists.turn(0.7)
    assert len(lists.drafts) == 1


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ({}, 1),
        ({"mute": True}, 0),
        ({"mute": True, "what": "all"}, 0),
        ({"authors": ("ada@*",)}, 1),
        ({"authors": ("bob@*",)}, 0),
        ({"subjects": ("frob1",)}, 1),
        ({"subjects": ("quux",)}, 0),
        ({"paths": ("drivers/misc/*",)}, 1),
        ({"paths": ("kernel/*",)}, 0),
        ({"embargo": timedelta(days=1)}, 0),
    ],
)
def test_the_policy_of_a_list(tmp_path: Path, policy: dict[str, object], expected: int) -> None:
    lists = Lists(tmp_path, **policy)
    lists.grow(*mails(1))
    lists.turn()
    assert len(lists.drafts) == expected
    if "embargo" in policy:
        lists.turn(25)
        assert len(lists.drafts) == 1


def test_by_default_only_rfcs(tmp_path: Path) -> None:
    lists = Lists(tmp_path)
    lists.grow(*(("m", raw) for raw in invented(1)))
    lists.turn()
    assert lists.drafts == {}


def test_new_epochs_are_found(lists: Lists) -> None:
    everything = mails(2)
    lists.grow(*everything[:MAILS])
    lists.turn()
    epoch(lists.epochs / "1.git", *everything[MAILS:])
    lists.turn(1)
    assert len(lists.drafts) == 2


def test_a_rewritten_epoch_is_read_anew_and_nothing_twice(lists: Lists) -> None:
    everything = mails(2)
    lists.grow(*everything[:MAILS])
    lists.turn()
    subprocess.run(["rm", "-rf", str(lists.epochs / "0.git")], check=True)
    epoch(lists.epochs / "0.git", ("m", b"Message-ID: <x@example.org>\n\nx\n"), *everything)
    lists.turn(1)
    assert "frob: epoch 0 was rewritten; it is read anew" in lists.said
    assert len(lists.drafts) == 2


def test_a_deleted_message_is_gone(lists: Lists) -> None:
    cover, one, _, two, *_ = mails(1)
    lists.grow(cover, one)
    lists.turn()
    lists.grow(("d", one[1]), ("d", cover[1]))
    lists.turn(1)
    assert lists.drafts == {}
    lists.grow(two)
    lists.turn(2)
    lists.turn(3)
    name = "[RFC PATCH 2/2] frob1: part 2 <1-2@example.org>"
    assert lists.said == [f"frob: {name}: 1 draft ({CHECK}), without 1/2"]


def test_a_server_that_is_away_is_said_and_asked_again(lists: Lists) -> None:
    away = lists.epochs.rename(lists.folder / "away")
    lists.turn()
    assert len(lists.said) == 1
    assert "cannot be cloned" in lists.said[0]
    away.rename(lists.epochs)
    lists.grow(*mails(1))
    lists.turn(1)
    assert len(lists.drafts) == 1
    lists.epochs.rename(lists.folder / "away")
    lists.turn(2)
    assert "cannot be fetched" in lists.said[-1]


def test_a_clock_that_goes_back(lists: Lists) -> None:
    cover, one, *_ = mails(1)
    lists.grow(cover, one)
    lists.turn(1000)
    lists.turn(1)
    assert lists.said == [
        "the system clock moved backwards; messages from its future count as received now"
    ]
    lists.turn(2)
    assert len(lists.drafts) == 1


def test_drafts_that_cannot_be_written_are_written_later(lists: Lists) -> None:
    lists.grow(*mails(1))
    lists.settings.drafts.write_text("in the way")
    lists.turn()
    assert "drafts cannot be written" in lists.said[-1]
    lists.settings.drafts.unlink()
    lists.turn(1)
    assert len(lists.drafts) == 1


def test_what_the_user_moved_or_edited_is_left_alone(lists: Lists) -> None:
    lists.grow(*mails(1))
    lists.turn()
    ((name, _),) = lists.drafts.items()
    path = lists.settings.drafts / "cur" / name
    path.write_text("edited")
    path.rename(path.with_name(name.replace(":2,DS", ":2,DFS")))
    base = sqlite3.connect(lists.settings.state / "state.sqlite")
    base.execute(
        "UPDATE draft SET delivered = 0, content = 'x'"
    )  # as if killed before it was noted
    base.commit()
    base.close()
    lists.turn(1)
    assert list(lists.drafts.values()) == [b"edited"]


def test_one_watch_a_state(lists: Lists) -> None:
    with opened(lists.settings.state), pytest.raises(UsageError, match="another reviewbot"):
        lists.turn()


def test_a_damaged_state_is_one_sentence(lists: Lists) -> None:
    lists.turn()
    (lists.settings.state / "state.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    for name in ("state.sqlite-wal", "state.sqlite-shm"):
        (lists.settings.state / name).unlink(missing_ok=True)
    with pytest.raises(UsageError, match="cannot be used"):
        lists.turn(1)


class Killed(BaseException):
    """The process is no more."""


@contextmanager
def killed_at(moment: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Die at the n-th step that leaves a trace: a commit, or a draft put in its place."""
    left = [moment]

    def dying(name: str) -> None:
        real = getattr(os, name)

        def step(*arguments: object, **more: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            result = real(*arguments, **more)
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            return result

        monkeypatch.setattr(os, name, step)

    dying("fsync")
    dying("rename")
    real_decide = __import__("reviewbot.watch.state", fromlist=["WatchState"]).WatchState

    for name in ("decide", "note", "delivered", "settle", "keep"):
        method = getattr(real_decide, name)

        def step(self: object, *arguments: object, method: object = method) -> object:
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            result = method(self, *arguments)  # type: ignore[operator]
            left[0] -= 1
            if left[0] == 0:
                raise Killed
            return result

        monkeypatch.setattr(real_decide, name, step)
    try:
        yield
    finally:
        monkeypatch.undo()


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(1, 51))
def test_killed_at_any_step(tmp_path: Path, moment: int) -> None:
    undisturbed, lists = Lists(_made(tmp_path / "a")), Lists(_made(tmp_path / "b"))
    for each in (undisturbed, lists):
        each.grow(*mails(3))
    undisturbed.turn()
    with pytest.MonkeyPatch.context() as patch, killed_at(moment, patch), suppress(Killed):
        lists.turn()
    lists.turn()
    assert lists.drafts == undisturbed.drafts
    assert len(lists.drafts) == 3


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(1, 31, 4))
def test_killed_at_any_step_of_taking_mails_from_a_pipe(tmp_path: Path, moment: int) -> None:
    undisturbed, lists = Lists(_made(tmp_path / "a")), Lists(_made(tmp_path / "b"), url="")
    undisturbed.grow(*mails(3))
    undisturbed.turn()
    left = [raw for _, raw in mails(3)]
    with pytest.MonkeyPatch.context() as patch, killed_at(moment, patch), suppress(Killed):
        for raw in list(left):
            lay_down(lists.settings.state, "frob", raw)
            left.remove(raw)
        lists.turn()
    for raw in left:  # who pipes tries again what did not end well
        lay_down(lists.settings.state, "frob", raw)
    lists.turn()
    assert lists.drafts == undisturbed.drafts
    assert len(lists.drafts) == 3


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_told_to_stop_it_delivers_what_is_ready_and_goes_on_the_next_time(
    lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists.grow(*mails(4))
    watcher = lists.watcher
    reviewed: list[str] = []

    def third(context: DiffContext) -> tuple[()]:
        title = context.series.title
        if title not in reviewed:
            reviewed.append(title)
        if len(reviewed) == 3:
            watcher.stop.ask(signal.SIGTERM)
        return ()

    def with_one_more(names: tuple[str, ...]) -> tuple[Check, ...]:
        checks = select(names)
        made = replace(checks[0], name="test.third", needs=DiffContext, run=third, when=ALWAYS)
        return (*checks, made)

    monkeypatch.setattr("reviewbot.watch.decide.select", with_one_more)
    with opened(lists.settings.state) as state, pytest.raises(StoppedError):
        turn(watcher, state, START, START)
    assert len(lists.drafts) == 2
    monkeypatch.undo()
    ready = lists.drafts
    lists.turn(1)
    assert len(lists.drafts) == 4
    assert ready.items() <= lists.drafts.items()
