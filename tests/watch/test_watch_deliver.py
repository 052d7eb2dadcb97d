"""Drafts put where people edit them, once."""

from __future__ import annotations

import errno
import mailbox
import os
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from reviewbot.watch.deliver import deliver

if TYPE_CHECKING:
    from pathlib import Path

DRAFT = b"To: a@example.org\nSubject: Re: x\n\n> From here\n\nFrom me: no.\n"


@pytest.mark.parametrize("box", ["maildir", "mbox", "files"])
def test_twice_is_once(tmp_path: Path, box: str) -> None:
    where = tmp_path / "deep" / "drafts"
    for _ in range(2):
        deliver(box, where, "key:1", DRAFT)
    deliver(box, where, "key:2", DRAFT)
    if box == "mbox":
        messages = payloads(where)
    elif box == "maildir":
        messages = [message.get_payload() for message in mailbox.Maildir(where)]
    else:
        messages = [path.read_bytes().partition(b"\n\n")[2].decode() for path in where.iterdir()]
    assert len(messages) == 2
    assert all("no.\n" in str(message) for message in messages)


def test_an_mbox_keeps_what_is_in_it(tmp_path: Path) -> None:
    where = tmp_path / "mbox"
    where.write_bytes(b"From x Thu Jan  1 00:00:00 1970\nSubject: mine\n\nhello\n\n")
    deliver("mbox", where, "key:1", DRAFT)
    with closing(mailbox.mbox(where)) as box:
        assert [message["subject"] for message in box] == ["mine", "Re: x"]


def test_a_full_disk_leaves_no_half_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = tmp_path / "mbox"
    deliver("mbox", where, "key:1", DRAFT)
    before = where.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space left"):
            deliver("mbox", where, "key:2", DRAFT)
    assert where.read_bytes() == before


@pytest.mark.parametrize("umask", [0o000, 0o022])
@pytest.mark.parametrize("box", ["maildir", "mbox", "files"])
def test_drafts_are_for_their_owner_alone(tmp_path: Path, box: str, umask: int) -> None:
    where = tmp_path / "deep" / "drafts"
    before = os.umask(umask)
    try:
        deliver(box, where, "key:1", DRAFT)
    finally:
        os.umask(before)
    made = [where.parent, *where.parent.rglob("*")]
    assert len(made) == {"maildir": 6, "mbox": 2, "files": 3}[box]
    for path in made:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


@pytest.mark.parametrize("dangling", [False, True])
@pytest.mark.parametrize("box", ["maildir", "mbox", "files"])
def test_a_link_in_the_place_of_a_draft_is_said(
    tmp_path: Path, box: str, *, dangling: bool
) -> None:
    """Somebody else can write there: his link is not written through, nor taken for the draft."""
    where, theirs = tmp_path / "drafts", tmp_path / "theirs"
    deliver(box, where, "key:1", DRAFT)
    (file,) = (path for path in (where, *where.rglob("*")) if path.is_file())
    file.unlink()
    if not dangling:
        theirs.write_bytes(b"precious")
    file.symlink_to(theirs)
    with pytest.raises(OSError, match=r"is not a mail|is not a file|it is a symbolic link"):
        deliver(box, where, "key:1", DRAFT)
    assert theirs.exists() is not dangling
    assert dangling or theirs.read_bytes() == b"precious"


def test_names_that_could_be_guessed_before_are_nothing_special(tmp_path: Path) -> None:
    where, theirs = tmp_path / "drafts", tmp_path / "theirs"
    deliver("files", where, "key:1", DRAFT)
    (file,) = where.iterdir()
    file.unlink()
    (where / f".{file.stem}.new").symlink_to(theirs)
    deliver("files", where, "key:1", DRAFT)
    assert file.read_bytes() == DRAFT
    assert not theirs.exists()


def payloads(where: Path) -> list[object]:
    with closing(mailbox.mbox(where)) as box:
        return [message.get_payload() for message in box]
