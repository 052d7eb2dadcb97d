"""Drafts put where people edit them, once."""

from __future__ import annotations

import errno
import mailbox
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


def payloads(where: Path) -> list[object]:
    with closing(mailbox.mbox(where)) as box:
        return [message.get_payload() for message in box]
