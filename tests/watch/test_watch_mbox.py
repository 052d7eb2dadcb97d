"""Drafts in an mbox that mailers have open, too."""

from __future__ import annotations

import fcntl
import mailbox
import os
import socket
import stat
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reviewbot.errors import UsageError
from reviewbot.watch.deliver import receiver
from reviewbot.watch.mbox import LockedError, put
from reviewbot.watch.settings import Settings
from troubles import HOLDER

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = b"Subject: Re: x\n\n> From here\n\nFrom me: no.\n"
MINE = b"From x Thu Jan  1 00:00:00 1970\nSubject: mine\n\nhello\n\n"


@pytest.fixture
def where(tmp_path: Path) -> Path:
    path = tmp_path / "Mail" / "drafts"
    path.parent.mkdir()
    return path


def subjects(where: Path) -> list[str]:
    with closing(mailbox.mbox(where)) as box:
        return [message["subject"] for message in box]


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_it_is_for_its_owner_alone(where: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        put(where, "1", DRAFT)
    finally:
        os.umask(before)
    assert stat.S_IMODE(where.stat().st_mode) == 0o600
    assert [path.name for path in where.parent.iterdir()] == ["drafts"]


def test_one_of_the_users_keeps_its_rights(where: Path) -> None:
    where.write_bytes(MINE)
    where.chmod(0o640)
    put(where, "1", DRAFT)
    assert stat.S_IMODE(where.stat().st_mode) == 0o640
    assert subjects(where) == ["mine", "Re: x"]


def test_locked_by_the_system(where: Path) -> None:
    where.write_bytes(MINE)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(where)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout
        holder.stdout.readline()
        with pytest.raises(LockedError, match="another program has locked it"):
            put(where, "1", DRAFT)
        holder.communicate()
    assert where.read_bytes() == MINE
    put(where, "1", DRAFT)
    assert subjects(where) == ["mine", "Re: x"]


@pytest.mark.parametrize("by", ["mailer", "folder", "link", "other host", "running"])
def test_locked_by_a_file(where: Path, by: str) -> None:
    where.write_bytes(MINE)
    lock = where.with_name("drafts.lock")
    if by == "folder":
        lock.mkdir()
    elif by == "link":
        lock.symlink_to(where.parent / "nowhere")
    elif by == "mailer":
        lock.touch()
    else:
        host = "elsewhere" if by == "other host" else socket.gethostname()
        lock.write_text(f"reviewbot {host} {os.getpid() if by == 'running' else 2**22 + 1}\n")
    with pytest.raises(LockedError) as raised:
        put(where, "1", DRAFT)
    assert raised.value.strerror == f"another program has locked it ({lock} is there)"
    assert where.read_bytes() == MINE
    assert os.path.lexists(lock)
    assert not (where.parent / "nowhere").exists()


def test_the_lock_of_a_run_that_was_killed_is_nobodys(where: Path) -> None:
    where.with_name("drafts.lock").write_text(f"reviewbot {socket.gethostname()} {2**22 + 1}\n")
    put(where, "1", DRAFT)
    assert subjects(where) == ["Re: x"]
    assert [path.name for path in where.parent.iterdir()] == ["drafts"]


def test_both_locks_are_held_while_it_is_written(
    where: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []
    real = os.fsync

    def look(file: int) -> None:
        seen.append(where.with_name("drafts.lock").exists())
        real(file)

    monkeypatch.setattr("os.fsync", look)
    put(where, "1", DRAFT)
    assert seen[-1]


def test_what_a_killed_run_wrote_of_a_draft_is_taken_back(where: Path) -> None:
    where.write_bytes(MINE)
    put(where, "1", DRAFT)
    whole = where.read_bytes()
    head = whole.index(b"X-Reviewbot-Draft")
    for end in range(whole.index(b"\n", head) + 1, len(whole)):
        where.write_bytes(whole[:end])
        put(where, "1", DRAFT)
        assert where.read_bytes() == whole


def test_a_draft_that_was_edited_is_left_alone(where: Path) -> None:
    put(where, "1", DRAFT)
    edited = where.read_bytes().replace(b"no.", b"yes.")
    where.write_bytes(edited)
    put(where, "1", DRAFT)
    assert where.read_bytes() == edited


def test_a_link_is_not_written_through(where: Path) -> None:
    where.symlink_to(where.parent / "theirs")
    with pytest.raises(OSError, match="it is a symbolic link"):
        put(where, "1", DRAFT)
    assert not (where.parent / "theirs").exists()


@pytest.mark.parametrize("lock", ["file", "system"])
def test_it_is_one_sentence(where: Path, lock: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if lock == "file":
        where.with_name("drafts.lock").touch()
    else:

        def busy(*_: object) -> None:
            raise BlockingIOError(11, "Resource temporarily unavailable")

        monkeypatch.setattr(fcntl, "lockf", busy)
    settings = Settings(where.parent, where, "mbox", ())
    with (
        receiver(settings) as receive,
        pytest.raises(UsageError, match=r"^drafts cannot be written to .*: another program has"),
    ):
        receive("key:1", DRAFT)
