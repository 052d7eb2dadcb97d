"""Who wrote a mail, as its headers and its body tell, and who is the same person."""

from __future__ import annotations

import pytest

from mails import DIFF, mail
from reviewbot.model.mail import Address
from reviewbot.thread.messages import read_head, read_message
from reviewbot.thread.people import are_same
from reviewbot.thread.series import read_thread

ADA = Address("Ada Author", "ada@example.org")
LIST = "linux-frob@lists.example.org"
RELAY = "Ada Author via B4 Relay <devnull+ada.example.org@kernel.org>"
MUNGED = f'"Ada Author via Linux-frob" <{LIST}>'
HOST = MUNGED.replace("lists.", "")
GROUP = "\"'Ada Author' via Frob\" <frob@googlegroups.com>"


def by(author: str, headers: str = "", body: str = "Text.\n") -> Address:
    raw = mail("1", "[PATCH] frob: start", body, author=author).decode()
    return read_message(raw.replace("\nDate:", f"\n{headers}Date:", 1).encode())[0].author


@pytest.mark.parametrize(
    ("author", "headers", "body"),
    [
        (RELAY, "Reply-To: ada@example.org\n", ""),
        (RELAY, "X-Original-From: Ada Author <ada@example.org>\n", ""),
        (RELAY, "", "From: Ada Author <ada@example.org>\n\nText.\n"),
        (RELAY, "Cc: bob@example.org, ada@example.org\n", ""),
        (RELAY, "", "Text.\n\nSigned-off-by: Ada Author <ada@example.org>\n"),
        (RELAY.replace("B4 Relay", "B4 Submission Endpoint"), "Reply-To: <ada@example.org>\n", ""),
        ("Ada Author <send@relay.example.org>", "X-Original-From: ada@example.org\n", ""),
        ("Ada Author <send@relay.example.org>", "Author: Ada Author <ada@example.org>\n", ""),
        (MUNGED, "Reply-To: Ada Author <ada@example.org>\n", ""),
        (MUNGED, f"Reply-To: {LIST}\nCc: Ada Author <ada@example.org>\n", ""),
        (MUNGED, "X-MailFrom: ada@example.org\n", ""),
        (MUNGED, "Sender: linux-frob-bounces@example.org\nX-Original-Sender: ada@example.org\n", ""),
        (MUNGED, "", "From: Ada Author <ada@example.org>\n\nText.\n"),
        (MUNGED, "", "> quoted\n\nReviewed-by: Ada Author <ada@example.org>\n"),
        (HOST, "To: linux-frob@example.org\nReply-To: ada@example.org\n", ""),
        (GROUP, "X-Original-From: Ada Author <ada@example.org>\n", ""),
        ("Ada Author <ada=40example.org@dmarc.ietf.org>", "", ""),
        ("Ada Author via groups.io <ada=example.org@groups.io>", "", ""),
        (f"Ada Author (ada@example.org via frob) <{LIST}>", "", ""),
        ("ada at example.org (Ada Author)", "", ""),
        ("Ada Author <ada at example.org>", "", ""),
        ("ada@example.org (Ada Author)", "", ""),
    ],
)  # fmt: skip
def test_the_person_behind_a_relay_a_list_or_an_archive(
    author: str, headers: str, body: str
) -> None:
    assert by(author, headers, body) == ADA


@pytest.mark.parametrize(
    ("author", "headers", "email"),
    [
        ("Ada Author <ada@example.org>", "Reply-To: Bob <bob@example.org>\n", "ada@example.org"),
        ("Ada Author <ada@example.org>", "Sender: bob@example.org\n", "ada@example.org"),
        ("Ada Via Lopez <ada@example.org>", "Cc: ada@example.org\n", "ada@example.org"),
        ("Ada via work <ada@example.org>", "", "ada@example.org"),
        ("'ada@example.org' via Frob <frob@googlegroups.com>", "", "ada@example.org"),
        (LIST, "Reply-To: Ada <ada@example.org>\n", "ada@example.org"),
        (MUNGED, "Reply-To: Bob Maintainer <bob@example.org>\n", ""),
        (MUNGED, f"Reply-To: {LIST}\nSender: linux-frob-bounces@lists.example.org\n", ""),
        (RELAY, "Cc: bob@example.org\n", ""),
        ("Ada Author via Linux-frob <linux-frob@example.org>", "", ""),
        ("frob@example.org", "List-Post: <mailto:frob@example.org>\n", ""),
        ("frob@frob.example.org", "List-Id: Frobs <frob.frob.example.org>\n", ""),
    ],
)
def test_nobody_else_is_taken_for_the_author(author: str, headers: str, email: str) -> None:
    assert by(author, headers).email == email


def test_a_name_stays_where_the_address_is_not_known() -> None:
    assert by(MUNGED) == Address("Ada Author", "")
    assert by("Bo Hal via Bugspray Bot <bugbot@kernel.org>") == Address("Bo Hal", "")


def test_names_as_senders_write_them() -> None:
    assert by("Author, Ada <ada@example.org>") == Address("Author, Ada", "ada@example.org")
    assert by("Zoë Zed <zoe@example.org>") == Address("Zoë Zed", "zoe@example.org")
    assert by("Ada <ada@example.org>", f"X-Original-From: {LIST}\n").email == "ada@example.org"


def test_the_head_of_a_mail_tells_the_same_as_far_as_headers_do() -> None:
    raw = mail("1", "[PATCH] frob: start", author=RELAY)
    told = read_head(raw.replace(b"\nDate:", b"\nReply-To: Ada@example.org\nDate:", 1)).sender
    assert told == Address("Ada Author", "Ada@example.org")
    assert read_head(raw).sender == Address("Ada Author", "")


@pytest.mark.parametrize(
    "other",
    [
        Address("", "ADA@example.org"),
        Address("", "ada+frob@example.org"),
        Address("Author, Ada", "ada@corp.example.org"),
        Address("ADA AUTHOR (ACME)", "ada@corp.example.org"),
        Address("'Ada Author' [extern]", "ada@corp.example.org"),
        Address("Áda Author via B4 Relay", ""),
    ],
)
def test_one_person(other: Address) -> None:
    assert are_same(ADA, other)
    assert are_same(other, ADA)


@pytest.mark.parametrize(
    "other",
    [Address("Ada", "ada@corp.example.org"), Address("", ""), Address("Bob Author", LIST)],
)
def test_two_people(other: Address) -> None:
    assert not are_same(ADA, other)
    assert not are_same(Address("Ada", ""), Address("Ada", "ada@corp.example.org"))


def test_a_patch_of_nobody_is_a_defect_and_a_reply_of_nobody_is_none() -> None:
    patch = mail("1", "[PATCH] frob: start", DIFF, author=MUNGED)
    reply = mail("2", "Re: [PATCH] frob: start", "No.\n", to="1", author=MUNGED)
    found = [(one.message_id, one.kind) for one in read_thread([patch, reply]).defects]
    assert found == [("1@example.org", "no author")]
