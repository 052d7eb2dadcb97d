"""Where the watch keeps what it knows."""

from __future__ import annotations

import os
import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest

from reviewbot.errors import UsageError
from reviewbot.model.mail import Address
from reviewbot.watch.state import Decision, opened

if TYPE_CHECKING:
    from pathlib import Path


def decide(folder: Path, key: str) -> None:
    with opened(folder) as state:
        state.decide(Decision("frob", key, "complete", (), (b"draft",)), 0.0)


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_it_is_for_its_owner_alone(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        with opened(tmp_path / "deep" / "state") as state:
            state.decide(Decision("frob", "1", "complete", (), (b"draft",)), 0.0)
            made = [tmp_path / "deep", *(tmp_path / "deep").rglob("*")]
            rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in made}
    finally:
        os.umask(before)
    files = {"lock", "state.sqlite", "state.sqlite-wal", "state.sqlite-shm"}
    assert rights == {"deep": 0o700, "state": 0o700} | dict.fromkeys(files, 0o600)


def test_what_an_earlier_version_left_open_to_others_is_closed(tmp_path: Path) -> None:
    decide(tmp_path, "1")
    for name in ("lock", "state.sqlite"):
        (tmp_path / name).chmod(0o644)
    decide(tmp_path, "2")
    for name in ("lock", "state.sqlite"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["lock", "state.sqlite", "state.sqlite-wal", "state.sqlite-shm"])
@pytest.mark.parametrize("dangling", [False, True])
def test_nothing_is_written_through_a_link(tmp_path: Path, name: str, *, dangling: bool) -> None:
    folder, theirs = tmp_path / "state", tmp_path / "theirs"
    folder.mkdir()
    if not dangling:
        theirs.write_bytes(b"precious")
    (folder / name).symlink_to(theirs)
    with pytest.raises(UsageError, match=rf"/{name} cannot be used: it is a symbolic link$"):
        decide(folder, "1")
    assert theirs.exists() is not dangling
    assert dangling or theirs.read_bytes() == b"precious"


@pytest.mark.parametrize("name", ["lock", "state.sqlite"])
@pytest.mark.parametrize("kind", ["fifo", "folder"])
def test_what_is_no_file_is_one_sentence(tmp_path: Path, name: str, kind: str) -> None:
    if kind == "fifo":
        os.mkfifo(tmp_path / name)
    else:
        (tmp_path / name).mkdir()
    with pytest.raises(UsageError, match=rf"/{name} cannot be used: ") as raised:
        decide(tmp_path, "1")
    assert "\n" not in str(raised.value)


def test_one_process_at_a_time(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(UsageError, match="another reviewbot watches with"):
        decide(tmp_path, "1")


def test_what_an_earlier_version_kept_is_read(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    with sqlite3.connect(tmp_path / "state.sqlite") as base:
        base.execute("ALTER TABLE message DROP COLUMN name")
        base.execute(
            "INSERT INTO message VALUES ('frob', 'b', 0, '1@x', '[]', 'Hi', 'ada@example.org', 0, 0, 1)"
        )
    with opened(tmp_path) as state:
        (seen,) = state.messages("frob", 0.0)
    assert seen.head.sender == Address("", "ada@example.org")
