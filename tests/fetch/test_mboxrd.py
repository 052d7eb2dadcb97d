"""Splitting an mbox, as liblore does it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from liblore.utils import split_mbox_as_bytes

from loopback import mail, mbox
from reviewbot.fetch.mboxrd import _message, split_mbox

FIRST, SECOND = mail("1@example.org"), mail("2@example.org")


def test_messages_come_out_as_they_went_in() -> None:
    assert split_mbox(mbox(FIRST, SECOND)) == (FIRST, SECOND)


@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n"])
def test_only_the_separating_line_is_taken_off_the_end(end: bytes) -> None:
    assert split_mbox(mbox(FIRST + end, SECOND + end)) == (FIRST + end, SECOND + end)


def test_one_level_of_mboxrd_escaping_is_taken_off() -> None:
    escaped = mail("1@example.org", ">From here\n>>From there\n> From afar\n>Fromage\n")
    (message,) = split_mbox(mbox(escaped))
    assert message == mail("1@example.org", "From here\n>From there\n> From afar\n>Fromage\n")


def test_a_line_which_merely_begins_with_from_does_not_split() -> None:
    prose = mail("1@example.org", "From what I see, 10:20:30 is wrong\nFrom here on it is not.\n")
    assert split_mbox(mbox(prose, SECOND)) == (prose, SECOND)


def test_crlf_all_through() -> None:
    escaped = mail("1@example.org", ">From here\n")
    crlf = mbox(escaped, SECOND).replace(b"\n", b"\r\n")
    assert split_mbox(crlf) == (mail("1@example.org", "From here\n"), SECOND)


def test_carriage_returns_of_a_patch_stay_where_the_mbox_has_none() -> None:
    patch = mail("1@example.org", "+a line\r\n")
    assert split_mbox(mbox(patch)) == (patch,)


def test_no_final_newline() -> None:
    assert split_mbox(mbox(FIRST)[:-2]) == (FIRST,)


@pytest.mark.parametrize("data", [b"", b"From a@example.org Thu Jan  1 00:00:00 1970\n"])
def test_nothing_in_it(data: bytes) -> None:
    assert split_mbox(data) == ()


def test_a_first_line_without_a_date_is_no_header() -> None:
    assert split_mbox(b"From a@example.org\n" + FIRST) == (FIRST,)


def test_a_hostile_from_line_takes_no_time() -> None:
    long = mail("1@example.org", "From x " + "00:00:00 " * 200_000 + "\n")
    started = time.monotonic()
    assert split_mbox(mbox(long, SECOND)) == (long, SECOND)
    assert time.monotonic() - started < 5


LINES = st.sampled_from([
    *(b"", b"x", b">x", b"From ", b"From x", b">From x", b">>From here", b"> From", b"Subject: x"),
    *(b"From x Thu Jan  1 00:00:00 1970", b">From x Thu Jan  1 00:00:00 1970", b"a\r", b"\r"),
    *(b"From x00:00:001970", b"From x 00:00:00 1970", b"From  x 00:00:00 19701"),
])  # fmt: skip


@given(st.lists(LINES, max_size=12))
def test_liblore_has_the_same(lines: list[bytes]) -> None:
    data = b"\n".join(lines)
    plain = data.replace(b"\r\n", b"\n") if data.partition(b"\n")[0].endswith(b"\r") else data
    theirs = split_mbox_as_bytes(plain.removesuffix(b"\n"))
    assert split_mbox(data) == tuple(filter(None, map(_message, theirs)))
