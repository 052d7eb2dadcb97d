"""Attribution, recipients, subject and threading of a reply."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from drafting import AUTHOR, mail
from reviewbot.model.mail import Address
from reviewbot.reply.frames import (
    MAX_RECIPIENTS,
    attribution,
    recipients,
    references,
    reply_subject,
)

if TYPE_CHECKING:
    from reviewbot.model.mail import Message

ME = frozenset({"me@example.org"})
NOBODY = frozenset[str]()


def message(**headers: object) -> Message:
    return mail("Log.\n", "[PATCH] misc: frob: Do a thing", **headers).message


def emails(people: tuple[Address, ...]) -> list[str]:
    return [address.email for address in people]


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (
            datetime(2026, 4, 13, 16, 7, 1, tzinfo=timezone(timedelta(hours=8))),
            "Mon, Apr 13, 2026 at 04:07:01PM +0800",
        ),
        (
            datetime(2025, 12, 7, 0, 0, 59, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
            "Sun, Dec 07, 2025 at 12:00:59AM -0330",
        ),
        (datetime(2026, 1, 1, 12, 30, tzinfo=UTC), "Thu, Jan 01, 2026 at 12:30:00PM +0000"),
    ],
)
def test_attribution_is_mutts(date: datetime, text: str) -> None:
    assert attribution(message(date=date)) == f"On {text}, Ada Author wrote:"


def test_attribution_without_a_name_or_a_date() -> None:
    bare = Address("", "ada@example.org")
    date = datetime(2026, 1, 1, 12, 30, tzinfo=UTC)
    on = "On Thu, Jan 01, 2026 at 12:30:00PM +0000"
    assert attribution(message(author=bare, date=date)) == f"{on}, ada@example.org wrote:"
    assert attribution(message(date=None)) == "Ada Author wrote:"
    nobody = Address("", "")
    assert attribution(message(author=nobody, date=date)) == f"{on}, you wrote:"
    assert attribution(message(author=nobody, date=None)) == "You wrote:"


def test_attribution_is_one_clean_line() -> None:
    author = Address("Ada\n\n> I ack this\x1b[2J\u202e" + "x" * 500, "ada@example.org")
    line = attribution(message(author=author, date=None))
    assert line.startswith("Ada > I ack this[2Jxxx")
    assert line.isprintable()
    assert len(line) < 100


def test_to_the_author_and_cc_everybody_else_once() -> None:
    to, cc = recipients(
        message(
            to="Frob <frob@lists.example.org>, ada@example.org, Me <Me@Example.ORG>",
            cc='"Bell, Bob" <bob@example.org>, FROB@lists.example.org,\n\tbob@example.org',
        ),
        ME,
    )
    assert to == (AUTHOR,)
    assert cc == (
        Address("Frob", "frob@lists.example.org"),
        Address("Bell, Bob", "bob@example.org"),
    )


def test_a_name_that_repeats_the_address_is_dropped() -> None:
    _, cc = recipients(message(to='"Frob@lists.example.org" <frob@lists.example.org>'), NOBODY)
    assert cc == (Address("", "frob@lists.example.org"),)


def test_encoded_names_are_decoded() -> None:
    _, cc = recipients(message(cc="=?utf-8?q?Zo=C3=AB?= <zoe@example.org>"), NOBODY)
    assert cc[-1] == Address("Zoë", "zoe@example.org")


def test_reply_to_of_the_author_is_honoured() -> None:
    relay = Address("Ada via Relay", "devnull+ada@relay.example.org")
    to, cc = recipients(message(author=relay, reply_to="Ada <ada@example.org>"), NOBODY)
    assert (emails(to), emails(cc)) == (["ada@example.org"], ["frob@lists.example.org"])


@pytest.mark.parametrize("value", ["frob@lists.example.org", "no address", "a@b@c", ""])
def test_reply_to_that_would_lose_the_author_is_not(value: str) -> None:
    to, cc = recipients(message(reply_to=value), NOBODY)
    assert (emails(to), emails(cc)) == (["ada@example.org"], ["frob@lists.example.org"])


def test_a_reply_to_oneself_goes_where_the_mail_went() -> None:
    mine = Address("Me", "Me@example.org")
    to, cc = recipients(message(author=mine, cc="bob@example.org, me@example.org"), ME)
    assert (emails(to), emails(cc)) == (["frob@lists.example.org"], ["bob@example.org"])


def test_a_reply_to_oneself_alone_still_goes_somewhere() -> None:
    to, cc = recipients(message(author=Address("", "me@example.org"), to=""), ME)
    assert (emails(to), emails(cc)) == (["me@example.org"], [])


def test_reply_to_tells_the_name_of_nobody_it_does_not_know() -> None:
    to, cc = recipients(message(reply_to="ADA@example.org, Frob <frob@lists.example.org>"), NOBODY)
    assert (to, emails(cc)) == ((AUTHOR,), ["frob@lists.example.org"])
    to, _ = recipients(message(reply_to="ada@corp.example.org", cc="ada@corp.example.org"), NOBODY)
    assert to == (AUTHOR,)
    corp = "Ada Author <ada@corp.example.org>"
    to, _ = recipients(message(reply_to=corp, cc=corp), NOBODY)
    assert emails(to) == ["ada@corp.example.org"], "the author's own wish"


def test_a_list_that_no_header_shows_is_not_answered_as_a_person() -> None:
    posted = message(reply_to="frobs@frob.example.org", lists=("frobs@frob.example.org",))
    to, cc = recipients(posted, NOBODY)
    assert to == (AUTHOR,)
    assert emails(cc) == ["frobs@frob.example.org", "frob@lists.example.org"]


@pytest.mark.parametrize("author", [Address("Ada Author", ""), Address("", "")])
def test_without_an_author_nobody_is_written_to(author: Address) -> None:
    to, cc = recipients(message(author=author), NOBODY)
    assert (to, emails(cc)) == ((), ["frob@lists.example.org"])
    to, _ = recipients(message(author=author, reply_to="bob@example.org"), NOBODY)
    assert emails(to) == ["bob@example.org"]


def test_what_nobody_reads_is_left_out_and_a_list_has_no_name_of_a_person() -> None:
    _, cc = recipients(
        message(
            to="Bob via Frob <frob@lists.example.org>",
            cc="Bob via B4 Relay <devnull+bob.example.org@kernel.org>, bob@example.org",
        ),
        NOBODY,
    )
    assert cc == (Address("", "frob@lists.example.org"), Address("", "bob@example.org"))


def test_malformed_addresses_and_injections_are_left_out() -> None:
    hostile = (
        '"x\r\nBcc: all@example.org" <eve@example.org>, <two words@example.org>, '
        "uni\u00e9@example.org, a@b\x1b.org, undisclosed-recipients:;, bob@example.org"
    )
    to, cc = recipients(message(author=Address("A\nda", "a\n@example.org"), to=hostile), NOBODY)
    shown = [*to, *cc]
    assert to == ()
    assert "bob@example.org" in emails(cc)
    assert all(a.name.isprintable() and a.email.isascii() for a in shown)
    assert all(a.email.isprintable() and " " not in a.email for a in shown)


def test_recipients_are_capped() -> None:
    crowd = ", ".join(f"u{n}@example.org" for n in range(3000))
    to, cc = recipients(message(to=crowd, cc=crowd), NOBODY)
    assert len(to) + len(cc) <= MAX_RECIPIENTS + 1


@pytest.mark.parametrize(
    ("subject", "reply"),
    [
        ("[PATCH v2 1/3] misc: frob: x", "Re: [PATCH v2 1/3] misc: frob: x"),
        ("Re: RE: re[2]: [PATCH] x", "Re: [PATCH] x"),
        ("[PATCH] regmap: x", "Re: [PATCH] regmap: x"),
        ("regmap: x", "Re: regmap: x"),
        ("a\r\nBcc: eve@example.org\x1b[2J\u202e", "Re: a Bcc: eve@example.org[2J"),
        ("", "Re:"),
    ],
)
def test_reply_subject(subject: str, reply: str) -> None:
    assert reply_subject(subject) == reply


def test_references_are_all_and_the_mail_itself() -> None:
    mine = message(message_id="3@x", references=("1@x", "2@x", "1@x", "3@x"), in_reply_to=("2@x",))
    assert references(mine) == ("1@x", "2@x", "3@x")
    assert references(message(message_id="3@x", in_reply_to=("2@x", "9@x"))) == ("2@x", "3@x")


def test_references_hold_no_made_up_or_unsafe_ids() -> None:
    assert references(message(message_id="0123@no-message-id.invalid")) == ()
    assert references(message(message_id="a\x1b@x")) == ()
    assert references(message(message_id="3@x", references=("a\x1b@x", "é@x"))) == ("3@x",)
