"""What is looked for when only a part of a series is at hand."""

from __future__ import annotations

from datetime import date

import pytest

from mails import COVER, DIFF, mail
from reviewbot.thread.series import read_thread
from reviewbot.thread.wanted import wanted


def test_a_cover_alone_wants_what_it_lists() -> None:
    want = wanted(read_thread([mail("0", "[PATCH 0/2] frob: Listen", COVER)]), "0@example.org")
    assert want is not None
    assert (want.author, want.first, want.last) == (
        "ada@example.org",
        date(2026, 1, 13),  # in UTC
        date(2026, 1, 13),
    )
    assert (want.expected, want.missing, want.earlier) == (2, (1, 2), ())
    assert want.change_id == "20260101-frob-listeners-0123456789ab"
    assert want.titles == (
        "frob: Add a list of listeners that is kept in the order in which they were added",
        "frob: Tell the listeners",
        "frob: Listen",
    )
    assert want.what == "the missing patches and later revisions"


def test_the_titles_of_what_is_missing_come_first() -> None:
    raws = [mail("0", "[PATCH 0/2] frob: Listen", COVER)]
    raws += [mail("1", "[PATCH 1/2] frob: Tell the listeners", to="0")]
    want = wanted(read_thread(raws), "0@example.org")
    assert want is not None
    assert want.missing == (2,)
    assert want.titles[0].startswith("frob: Add a list")


def test_a_patch_without_its_cover_wants_that_too() -> None:
    want = wanted(read_thread([mail("1", "[PATCH 1/3] frob: one")]), "1@example.org")
    assert want is not None
    assert want.missing == (0, 2, 3)


def test_earlier_revisions() -> None:
    raws = [mail("3", "[PATCH v3] frob: one"), mail("1", "[PATCH] frob: one")]
    want = wanted(read_thread(raws), "3@example.org")
    assert want is not None
    assert (want.missing, want.earlier, want.what) == (
        (),
        (2,),
        "the earlier revisions and later revisions",
    )


@pytest.mark.parametrize(
    ("raws", "message_id"),
    [
        ([mail("1", "Meeting on Monday", "Text.\n")], "1@example.org"),
        ([mail("1", "Re: frob is slow", "Text.\n", to="0")], "1@example.org"),
        ([], "1@example.org"),
    ],
    ids=["no patch", "no patch's reply", "nothing"],
)
def test_nothing_is_wanted(raws: list[bytes], message_id: str) -> None:
    assert wanted(read_thread(raws), message_id) is None


@pytest.mark.parametrize(
    ("raws", "message_id"),
    [
        ([mail("1", "[PATCH] frob: one")], "1@example.org"),
        ([mail("1", "[PATCH 1/1] frob: one")], "1@example.org"),
        ([mail("1", "[PATCH 1/2] one"), mail("2", "[PATCH 2/2] two", to="1")], "2@example.org"),
    ],
    ids=["single", "1/1", "whole"],
)
def test_of_a_whole_series_only_later_revisions_are_wanted(
    raws: list[bytes], message_id: str
) -> None:
    want = wanted(read_thread(raws), message_id)
    assert want is not None
    assert (want.missing, want.earlier, want.later) == ((), (), True)
    assert want.what == "the later revisions"


def test_a_reply_to_what_is_not_here_knows_the_subject() -> None:
    reply = mail("9", "Re: [RFC PATCH v2 2/5] frob: Tell the listeners", "Why?\n", to="2")
    want = wanted(read_thread([reply]), "9@example.org")
    assert want is not None
    assert (want.author, want.titles) == ("", ("frob: Tell the listeners",))
    assert (want.first, want.last) == (date(2025, 11, 14), date(2026, 1, 13))
    assert (want.expected, want.missing) == (5, (0, 2))
    single = wanted(read_thread([mail("9", "Re: [PATCH] frob: x", to="2")]), "9@example.org")
    assert single is not None
    assert single.missing == (1,)


def test_a_patch_that_is_only_quoted_is_wanted_and_dated_by_its_reply() -> None:
    lines = f"From: Ada Author <ada@example.org>\n\n{DIFF}".split("\n")[:-1]
    body = "".join(f"> {line}\n" for line in lines)
    reply = mail("9", "Re: [PATCH 2/2] frob: Tell", body, to="2", author="Bo <bo@example.org>")
    want = wanted(read_thread([reply]), "9@example.org")
    assert want is not None
    assert (want.author, want.missing) == ("ada@example.org", (0, 1, 2))
    assert (want.first, want.last) == (date(2025, 11, 14), date(2026, 1, 13))


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("nonsense", date(1991, 8, 25)),
        ("Sun, 1 Jan 1950 00:00:00 +1400", date(1991, 8, 25)),
        ("Fri, 31 Dec 9999 23:59:59 -1200", None),
    ],
)
def test_impossible_dates(when: str, day: date | None) -> None:
    want = wanted(read_thread([mail("1", "[PATCH 1/2] one", date=when)]), "1@example.org")
    assert want is not None
    assert date(1991, 8, 25) <= want.first <= date(2100, 1, 1)
    assert day is None or want.first == day
