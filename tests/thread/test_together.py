"""Which messages of an archive belong together."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from reviewbot.model.mail import Address, Head
from reviewbot.thread.messages import read_head, read_message
from reviewbot.thread.together import together

START = datetime(2026, 1, 1, tzinfo=UTC)


def head(
    number: int,
    subject: str,
    *parents: int,
    hours: int = 0,
    sender: str = "a@example.org",
    name: str = "",
) -> Head:
    return Head(
        message_id=f"{number}@example.org",
        parents=tuple(f"{parent}@example.org" for parent in parents),
        subject=subject,
        sender=Address(name, sender),
        date=START + timedelta(hours=hours),
    )


def test_threads_and_what_names_one_absent_message() -> None:
    heads = [
        head(1, "[PATCH] frob: one"),
        head(2, "Re: [PATCH] frob: one", 1, sender="b@example.org"),
        head(3, "Re: elsewhere", 99),
        head(4, "Re: elsewhere", 99, sender="b@example.org"),
    ]
    assert together(heads) == ((0, 1), (2, 3))


def test_revisions_and_unthreaded_parts_of_a_series() -> None:
    heads = [
        head(1, "[PATCH 1/2] frob: one"),
        head(2, "[PATCH 2/2] frob: two", hours=1),
        head(3, "[PATCH v2] frob: two", hours=100),
        head(4, "[PATCH 2/2] quux: two", hours=200),
        head(5, "[PATCH] frob: one", sender="b@example.org"),
        head(6, "[PATCH] frob: two", hours=24 * 500),
    ]
    assert together(heads) == ((0, 1, 2), (4,), (3,), (5,))


def test_a_reply_to_a_patch_that_never_came() -> None:
    lost = "20260101100000.77-3-a@example.org"
    reply = replace(head(2, "Re: [PATCH 2/2] frob: two", sender="b@example.org"), parents=(lost,))
    other = replace(reply, message_id="3@example.org", subject="Re: [PATCH 2/3] frob: two")
    heads = [head(1, "[PATCH 0/2] frob: both"), reply, other]
    assert together(heads) == ((0, 1, 2),), "both name the mail that never came"
    assert together(heads[::2]) == ((0,), (1,))
    assert together(heads[:2]) == ((0, 1),)


def test_the_order_is_that_of_the_dates() -> None:
    heads = [
        head(1, "Re: [PATCH] a", 2, hours=5),
        head(2, "[PATCH] a", hours=4),
        head(3, "[PATCH] b", hours=1),
    ]
    assert together(heads) == ((2,), (1, 0))


def test_a_head_is_what_the_message_says() -> None:
    raw = (
        b"Received: from x\nFrom: =?utf-8?q?Zo=C3=AB?= <Zoe@example.org>\n"
        b"Subject: =?utf-8?q?=5BPATCH=5D?= frob:\n a thing\nMessage-ID: <1@example.org>\n"
        b"In-Reply-To: <0@example.org>\nReferences: <00@example.org>\n <0@example.org>\n"
        b"Date: Thu, 01 Jan 2026 01:00:00 +0100\n\nbody\n"
    )
    found, (message, _) = read_head(raw), read_message(raw)
    assert found.message_id == message.message_id == "1@example.org"
    assert found.subject == message.subject == "[PATCH] frob: a thing"
    assert found.sender == message.author == Address("Zoë", "Zoe@example.org")
    assert found.parents == ("0@example.org", "00@example.org", "0@example.org")
    assert found.date == message.date == START


def test_a_new_title_under_one_change_id() -> None:
    heads = [
        replace(
            head(1, "[PATCH] frob: start"), message_id="20260101-frob-v1-1-0123abc@example.org"
        ),
        replace(
            head(2, "[PATCH v2] frob: go"), message_id="20260101-frob-v2-1-4567def@example.org"
        ),
        replace(head(3, "[PATCH] brob: go"), message_id="20260101-brob-v1-1-89abcde@example.org"),
    ]
    assert together(heads) == ((0, 1), (2,))
    other = replace(heads[1], sender=Address("", "b@example.org"))
    assert together([heads[0], other]) == ((0,), (1,))


def test_a_second_address_of_one_person() -> None:
    heads = [
        head(1, "[PATCH] frob: one", name="Ada Author"),
        head(2, "[PATCH v2] frob: one", sender="ada@example.com", name="Author, Ada"),
        head(3, "[PATCH v3] frob: one", sender="ada+list@example.com", name="ada"),
        head(4, "[PATCH v4] frob: one", sender="b@example.org", name="Bob Author"),
        head(5, "[PATCH v5] frob: one", sender="c@example.org", name="ada"),
    ]
    assert together(heads) == ((0, 1, 2), (3,), (4,))


def test_parts_of_a_series_from_two_addresses() -> None:
    heads = [
        head(1, "[PATCH 1/2] frob: one", name="Ada Author"),
        head(2, "[PATCH 2/2] frob: two", sender="ada@example.com", name="Ada Author (ACME)"),
        head(3, "[PATCH 2/2] brob: two", sender="bob@example.com", name="Bob Author"),
    ]
    assert together(heads) == ((0, 1), (2,))
