"""When a draft was written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from reviewbot.model.draft import Draft
from reviewbot.model.mail import Address
from reviewbot.outbox import write_drafts
from reviewbot.stamp import stamped, undated

if TYPE_CHECKING:
    from pathlib import Path

MAIL = b"To: ada@example.org\nSubject: Re: frob\n\nDate: said the author.\n"


def test_the_date_comes_first_and_goes_again() -> None:
    written = datetime(2026, 1, 5, 9, 5, 7, tzinfo=timezone(timedelta(hours=-8)))
    content = stamped(MAIL, written)
    assert content.startswith(b"Date: Mon, 05 Jan 2026 09:05:07 -0800\nTo: ")
    assert undated(content) == MAIL


def test_what_looks_like_one_further_down_stays() -> None:
    assert undated(MAIL) == MAIL


def test_all_dates_are_of_one_length() -> None:
    days = (datetime(2026, 9, 30, tzinfo=UTC), datetime(2026, 5, 1, 10, 10, 10, tzinfo=UTC))
    first, second = (stamped(MAIL, day) for day in days)
    assert len(first) == len(second), "a draft is found again by its size"


def test_a_draft_written_again_later_is_the_same(tmp_path: Path) -> None:
    draft = Draft("1@example.org", ("1@example.org",), (Address("", "ada@example.org"),), (),
                  "Re: [PATCH] frob: x", "On Mon, Ada wrote:\n> x\n\nDrop it.\n")  # fmt: skip
    for maildir in (False, True):
        folder = tmp_path / str(maildir)
        (first,) = write_drafts([draft], folder, maildir=maildir, me=None)
        content = first.read_bytes()
        assert content.startswith(b"Date: ")
        old = stamped(undated(content), datetime(2026, 1, 5, tzinfo=UTC))
        first.write_bytes(old)
        (second,) = write_drafts([draft], folder, maildir=maildir, me=None)
        assert second == first
        assert second.read_bytes() == old
