"""A draft as a link to a mailer, read back as a mailer reads it (RFC 6068)."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from reviewbot.model.draft import Draft
from reviewbot.model.mail import Address
from reviewbot.report.page.mailto import MOST, mailto


def draft(**given: object) -> Draft:
    fields: dict[str, object] = {
        "in_reply_to": "a+b/c@example.org",
        "references": ("a+b/c@example.org",),
        "to": (Address("Ada, the Author", "ada+frob@example.org"),),
        "cc": (Address("", "list@example.org"), Address("", "o'neil&co@example.org")),
        "subject": "Re: [PATCH 1/2] frob: 100 % & more?",
        "body": '> +\tx = "a" + b; /* ä */\n\nNo?\n',
    }
    return Draft(**(fields | given))  # type: ignore[arg-type]


def read(href: str) -> dict[str, str]:
    """What a mailer makes of it; a plus stands for itself."""
    parts = urlsplit(href)
    assert parts.scheme == "mailto"
    fields = parse_qsl(parts.query.replace("+", "%2B"), strict_parsing=True)
    assert len(dict(fields)) == len(fields)
    return {"To": unquote(parts.path)} | dict(fields)


def test_a_mailer_reads_what_was_drafted() -> None:
    link = mailto(draft())
    assert link.lacks == ""
    assert read(link.href) == {
        "To": "ada+frob@example.org",
        "In-Reply-To": "<a+b/c@example.org>",
        "Cc": "list@example.org,o'neil&co@example.org",
        "Subject": "Re: [PATCH 1/2] frob: 100 % & more?",
        "Body": '> +\tx = "a" + b; /* ä */\r\n\r\nNo?\r\n',
    }
    assert link.href.isascii()
    assert "+" not in link.href


def test_a_mail_without_an_id_is_not_named() -> None:
    assert "In-Reply-To" not in mailto(draft(references=())).href


def test_a_subject_makes_no_header() -> None:
    link = mailto(draft(subject="Re: x\r\nBcc: eve@example.org\n&Bcc=eve@example.org\u202e\ud800"))
    assert read(link.href)["Subject"] == "Re: x Bcc: eve@example.org &Bcc=eve@example.org"
    assert "Bcc" not in read(link.href)
    assert not {"\r", "\n", "%0D", "%0A"} & {
        link.href.partition("&Body")[0][at : at + 3] for at in range(2000)
    }


@pytest.mark.parametrize(
    "email",
    [
        "ada@example.org?bcc=eve@example.org,x",
        '"a,eve@example.org"@x',
        "a@x\r\nBcc: eve@x",
        "a@x,eve@x",
        "",
        "a@é",
    ],
)
def test_an_address_that_is_more_than_one_makes_no_link(email: str) -> None:
    link = mailto(draft(cc=(Address("", email),)))
    if link.href:
        assert "bcc" not in {name.lower() for name in read(link.href)}
        assert read(link.href)["Cc"] == email
    else:
        assert link.lacks == "an address in it cannot be put into a link"


def test_a_long_text_is_left_out() -> None:
    link = mailto(draft(body="long\n" * 1000))
    assert link.lacks == "its text is too long for a link, copy it from here"
    assert "Body" not in read(link.href)
    assert len(link.href) <= MOST


def test_no_recipient_is_left_out() -> None:
    many = tuple(Address("", f"person-{number}@example.org") for number in range(200))
    link = mailto(draft(cc=many))
    assert link.href == ""
    assert link.lacks == "it has too many recipients for a link"
