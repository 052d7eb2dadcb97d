"""Mails one after the other without From lines, and what only looks like that."""

from __future__ import annotations

import time

import pytest

from mails import DIFF, mail
from reviewbot.fetch.concatenated import split_mails
from reviewbot.thread.series import read_thread

COVER = mail("0", "[PATCH 0/2] frob: two kicks", "Cover.\n")
ONE = mail("1", "[PATCH 1/2] frob: kick once", to="0")
TWO = mail("2", "[PATCH 2/2] frob: kick twice", to="0")
ALL = (COVER, ONE, TWO)
SENT = b"To: list@example.org\nCc: bob@example.org\n"


def with_header(lines: bytes, raw: bytes) -> bytes:
    return raw.replace(b"Date:", lines + b"Date:", 1)


@pytest.mark.parametrize(
    "separator",
    [b"", b"\n", b"\n\n\n", b"\n---randomstr---\n", b"\n-- \nthe list\n_______\n"],
    ids=["cat", "mutt", "blank lines", "pipe_sep", "footer"],
)
def test_mails_are_told_apart_whatever_is_between_them(separator: bytes) -> None:
    found = split_mails(separator.join(ALL))
    assert len(found) == 3
    assert all(one.startswith(raw.rstrip(b"\n")) for one, raw in zip(found, ALL, strict=True))


def test_a_mailers_empty_line_after_each_is_no_part_of_it() -> None:
    assert split_mails(b"\n".join([*ALL, b""])) == ALL


def test_a_body_that_does_not_end_in_a_newline() -> None:
    """Mutt puts one newline after it, which ends the last line and is no empty one."""
    first, second = (raw.rstrip(b"\n") for raw in (COVER, ONE))
    assert split_mails(first + b"\n" + second + b"\n" + TWO) == ALL


def test_a_trailer_right_above_the_next_header_stays_in_its_mail() -> None:
    reply = mail(
        "3", "Re: [PATCH 1/2] frob: kick once", "Reviewed-by: Rob <rob@example.org>", to="1"
    )
    first, second = split_mails(reply + b"\n" + b"Return-Path: <x@example.org>\n" + TWO)
    assert first == reply + b"\n"
    assert second.startswith(b"Return-Path:")


def test_crlf_and_a_byte_order_mark_in_the_middle() -> None:
    crlf = TWO.replace(b"\n", b"\r\n")
    found = split_mails(ONE + b"\n" + b"\xef\xbb\xbf" + crlf + b"\n" + COVER)
    assert [raw.split()[:2] for raw in found] == [[b"From:", b"Ada"]] * 3
    assert found[1].startswith(crlf.rstrip())
    assert split_mails(b"\r\n".join(raw.replace(b"\n", b"\r\n") for raw in ALL)) == tuple(
        raw.replace(b"\n", b"\r\n").rstrip() + b"\n" for raw in ALL
    )


def test_an_mbox_after_a_mail() -> None:
    line = b"From mboxrd@z Thu Jan  1 00:00:00 1970\n"
    assert split_mails(COVER + b"\n" + line + ONE + b"\n" + line + TWO) == ALL


def test_folded_fields_and_any_order() -> None:
    folded = (
        b"Received: from a.example.org\n\tby b.example.org;\n Mon, 12 Jan 2026 23:00:00 -0500\n"
        b"message-ID:\n <9@example.org>\nSUBJECT: Re: a\n\tb\nfrom: Rob <rob@example.org>\n\nYes.\n"
    )
    assert split_mails(ONE + folded + TWO) == (ONE, folded, TWO)


def test_a_multipart_ends_before_the_next_mail() -> None:
    parts = b"--b\nContent-Type: text/plain\n\nText.\n--b--\n"
    kind = b'Content-Type: multipart/mixed;\n\tboundary="b"\n'
    multi = with_header(kind, mail("3", "Re: [PATCH 1/2] frob: kick once", "", to="1")) + parts
    assert split_mails(multi + b"\n" + multi.replace(b"<3@", b"<4@") + ONE) == (
        multi,
        multi.replace(b"<3@", b"<4@"),
        ONE,
    )


def test_a_cover_without_text() -> None:
    """As a mail in a file, and with the newline mutt puts after it."""
    empty, next_ = with_header(SENT, mail("0", "[PATCH 0/2] x", "")), with_header(SENT, ONE)
    assert [raw[-9:] for raw in split_mails(empty + next_ + TWO)][1:] == [ONE[-9:], TWO[-9:]]
    assert len(split_mails(empty + b"\n" + next_ + b"\n" + TWO)) == 3


WEEDED = (
    "From: Ada Author <ada@example.org>\nTo: list@example.org\nSubject: [PATCH {n}/2] frob: kick\n"
    "Date: Mon, 12 Jan 2026 23:00:0{n} -0500\nMIME-Version: 1.0\nContent-Transfer-Encoding: 8bit\n"
    "Content-Type: text/plain; charset=utf-8\n\nText.\n{diff}"
)


def test_with_pipe_decode_ids_are_left_out_as_the_user_ignores_them() -> None:
    mails = tuple(WEEDED.format(n=n, diff=DIFF).encode() for n in (1, 2))
    assert split_mails(b"\n".join([*mails, b""])) == mails
    (series,) = read_thread(mails).series
    assert [len(patch.files) for patch in series.patches] == [1, 1]


def test_a_mail_without_an_id_and_then_mails_with_one() -> None:
    first = WEEDED.format(n=1, diff=DIFF).encode()
    assert split_mails(first + TWO + first + b"\n" + ONE) == (first, TWO, first, ONE)


FORWARDED = TWO.decode()
QUOTED = "".join(f"> {line}\n" for line in FORWARDED.split("\n"))
INDENTED = "".join(f"    {line}\n" for line in FORWARDED.split("\n"))
MAGIC = "From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001\n"


@pytest.mark.parametrize(
    "body",
    [
        f"See below.\n\n-----Original Message-----\n{FORWARDED}",
        (
            f"See below.\n\n----- Forwarded message from Ada <ada@example.org> -----\n\n{FORWARDED}\n"
            "----- End forwarded message -----\n"
        ),
        f"-------- Forwarded Message --------\n{FORWARDED}",
        (
            f"-------------------- Start of forwarded message --------------------\n{FORWARDED}"
            "-------------------- End of forwarded message --------------------\n"
        ),
        f"Begin forwarded message:\n\n{FORWARDED}",
        f"-------- Weitergeleitete Nachricht --------\n\n{FORWARDED}",
        f"This is what the list made of it:\n\n{FORWARDED}",
        f"Do it like this instead.\n\n-- >8 --\n{FORWARDED}",
        f"======== Forwarded message ========\n\n{FORWARDED}",
        f"On Monday Ada wrote:\n{QUOTED}",
        f"An example\n\n{INDENTED}",
        f"Please apply\n\n{MAGIC}{FORWARDED}",
        (
            "From: Bob Builder <bob@example.org>\nMessage-ID: <9@example.org>\n"
            f"Subject: frob: kick\n\nIn-body header.\n{DIFF}"
        ),
        f"Please note\n\nMessage-ID: <9@example.org>\n\nand so on.\n{DIFF}",
        f"Please note\n\nMessage-ID: <9@example.org>\nFrom: there on it is\nSubject: to\nreview.\n{DIFF}",
        f"kick\n\nFrom: Bob Builder <bob@example.org>\nDate: Monday\nSubject: frob: kick\n\nx\n{DIFF}",
    ],
)
def test_what_is_in_a_mail_is_no_mail_of_its_own(body: str) -> None:
    raw = mail("1", "[PATCH] frob: kick", body)
    assert split_mails(raw) == (raw,)
    assert split_mails(COVER + raw + TWO) == (COVER, raw, TWO)


@pytest.mark.parametrize("end", ["\n--out--\n", ""], ids=["closed", "cut off"])
@pytest.mark.parametrize("more", ["", "Content-Disposition: inline;\n filename=x.eml\n"])
def test_a_mail_that_is_attached_stays_in_its_mail(end: str, more: str) -> None:
    parts = (
        "--out\nContent-Type: text/plain\n\nSee the mail that is attached.\n\n"
        f"--out\nContent-Type: message/rfc822\n{more}\n{FORWARDED}{end}"
    )
    raw = mail("1", "[PATCH] frob: kick", parts)
    raw = with_header(b"Content-Type: multipart/mixed; boundary=out\n", raw)
    assert split_mails(raw) == (raw,)


def test_a_last_line_that_is_looking_forward_is_no_forward() -> None:
    reply = mail(
        "3", "Re: [PATCH 1/2] x", "I am looking forward to the original message.\n", to="1"
    )
    assert split_mails(reply + b"\n" + TWO) == (reply, TWO)


@pytest.mark.parametrize(
    "data",
    [
        b"X: y\n\n" + b"Message-ID: <a>\n" * 100_000,
        b"X: y\n\n" + b" x\n" * 50_000 + b"Message-ID: <a>\n" + b" x\n" * 50_000,
        b"X: y\n\n" + b"Message-ID: <a>\nx\n" * 50_000,
        b"Message-ID: <a>\nX: y\n\n" + b"\nFrom: a\nDate: b\nMessage-ID: <a>\n\nx\n" * 20_000,
        b"Message-ID: <a>\nX: y\n\n"
        + b"z\n\nFrom: a\nDate: b\nMessage-ID: <a>\nContent-Type: multipart/x; boundary=b\n\n--c--\n"
        * 20_000,
        b"Message-ID: <a>\n\n" + b"--b--\n" * 300_000 + b"Message-ID: <b>\n",
    ],
    ids=["one block", "folded", "pieces", "mails", "parts", "closed"],
)
def test_hostile_input_is_looked_through_once(data: bytes) -> None:
    started = time.process_time()
    assert split_mails(data)
    assert time.process_time() - started < 3
