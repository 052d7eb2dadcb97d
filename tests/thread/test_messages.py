"""Raw mails, awkward and hostile ones included."""

from __future__ import annotations

import base64
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.model.mail import Address
from reviewbot.thread.mailboxes import addresses
from reviewbot.thread.messages import MAX_MESSAGE, read_head, read_message

HEAD = b"From: A. Author <author@example.org>\nMessage-ID: <1@example.org>\nSubject: [PATCH] a\n"


def kinds(raw: bytes) -> list[str]:
    return [defect.kind for defect in read_message(raw)[1]]


def test_a_plain_mail() -> None:
    raw = (
        b"Received: from somewhere\n" + HEAD + b"Date: Mon, 13 Apr 2026 16:07:01 +0800\n"
        b"In-Reply-To: <0@example.org>\nReferences: <r@example.org>\n <0@example.org>\n"
        b"To: list@example.org\nCc: =?utf-8?q?J=C3=B6rg?= <j@example.org>,\n\tb@example.org\n"
        b"\none\n\ntwo\n"
    )
    message, defects = read_message(raw)
    assert defects == ()
    assert message.message_id == "1@example.org"
    assert message.author == Address("A. Author", "author@example.org")
    assert message.in_reply_to == ("0@example.org",)
    assert message.references == ("r@example.org", "0@example.org")
    assert message.lines == ("one", "", "two")
    assert message.line(3) == "two"
    assert str(message.date) == "2026-04-13 16:07:01+08:00"
    assert addresses(message.cc) == (
        Address("Jörg", "j@example.org"),
        Address("", "b@example.org"),
    )


def test_line_numbers_start_at_one() -> None:
    message, _ = read_message(HEAD + b"\none\n")
    with pytest.raises(IndexError):
        message.line(0)


def test_folded_and_encoded_subject() -> None:
    raw = HEAD.replace(b"[PATCH] a", b"[PATCH] frob:\n =?utf-8?b?w7xtbGF1dA==?=") + b"\nx\n"
    assert read_message(raw)[0].subject == "[PATCH] frob: ümlaut"


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
def test_transfer_encodings(encoding: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["Message-ID"], mail["Subject"] = "a@example.org", "<1@example.org>", "x"
    mail.set_content("Grüße\n+\tx = 1;\n", cte=encoding)
    assert read_message(mail.as_bytes())[0].lines == ("Grüße", "+\tx = 1;")


@pytest.mark.parametrize(
    "name",
    [
        b'"=?UTF-8?q?J=C3=B6rg=20Developer?="',
        b"=?UTF-8?q?J=C3=B6rg=20Developer?=",
        b'"=?utf-8?b?SsO2cmc=?= Developer"',
    ],
)
def test_a_name_is_decoded_in_quotes_too(name: bytes) -> None:
    raw = b"From: " + name + b" <j@example.org>\nMessage-ID: <n@example.org>\n\nx\n"
    assert read_message(raw)[0].author == Address("Jörg Developer", "j@example.org")


def test_crlf_transport_is_not_content_but_a_lone_cr_is() -> None:
    raw = (HEAD + b"\none\ntwo\n").replace(b"\n", b"\r\n")
    assert read_message(raw)[0].lines == ("one", "two")
    assert read_message(HEAD + b"\none\r\ntwo\nthree\n")[0].lines == ("one\r", "two", "three")


def test_lines_end_at_lf_only() -> None:
    raw = HEAD + "\na\x0cb\u2028c\x85d\n".encode()
    assert read_message(raw)[0].lines == ("a\x0cb\u2028c\x85d",)


def test_iso_2022_jp_is_decoded() -> None:
    raw = HEAD + b"Content-Type: text/plain; charset=iso-2022-jp\n\n" + "日本".encode("iso-2022-jp")
    assert read_message(raw)[0].lines == ("日本",)


DIFF = "--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n int a;\n-int b;\n+int c; /* \u00b5s */\n"


def mail_of(text: str, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["Message-ID"] = "a@example.org", "<1@example.org>"
    mail["Subject"] = headers.get("subject", "[PATCH] frob")
    mail.set_content(text)
    return mail


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit"])
@pytest.mark.parametrize("disposition", ["attachment", "inline"])
def test_the_patch_attached_is_read_with_the_text(encoding: str, disposition: str) -> None:
    mail = mail_of("See attached.\n")
    mail.add_attachment(
        DIFF, subtype="x-patch", filename="x.patch", cte=encoding, disposition=disposition
    )
    message, defects = read_message(mail.as_bytes())
    assert message.lines == ("See attached.", *DIFF.split("\n")[:-1])
    assert defects == ()


def test_an_attached_patch_without_name_or_with_dos_lines() -> None:
    mail = mail_of("See attached.\n")
    mail.add_attachment(
        DIFF.replace("\n", "\r\n").encode(), maintype="application", subtype="octet-stream",
        filename="x.diff",
    )  # fmt: skip
    dos = read_message(mail.as_bytes())[0].lines
    nameless = HEAD + (
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        b"Content-Type: text/plain\n\nSee attached.\n--b\nContent-Type: text/x-diff\n\n"
        + DIFF.replace("\u00b5", "u").encode() + b"--b--\n"
    )  # fmt: skip
    assert dos == ("See attached.", *DIFF.split("\n")[:-1])
    assert read_message(nameless)[0].lines == tuple(line.replace("\u00b5", "u") for line in dos)
    assert read_message(nameless)[1] == ()


def test_what_is_attached_and_not_read_is_named() -> None:
    mail = mail_of("one\n", subject="Re: [PATCH] frob")
    mail.add_attachment(DIFF, subtype="x-patch", filename="0001-x.patch")
    mail.add_attachment(b"\x7fELF\0", maintype="application", subtype="x", filename="y.patch")
    message, defects = read_message(mail.as_bytes())
    assert message.lines == ("one",)
    assert [(defect.kind, defect.detail) for defect in defects] == [
        ("attachment", "the attached 'y.patch' is not reviewed: it is not text"),
        (
            "attachment",
            "the attached '0001-x.patch' is not reviewed: it came with a reply, without a title and not signed",
        ),
    ]


def test_quilt_names_the_patch_in_the_body() -> None:
    raw = HEAD + b"Content-Disposition: inline; filename=frob.patch\n\n" + b"log\n---\n"
    assert read_message(raw)[0].lines == ("log", "---")
    assert read_message(raw)[1] == ()


def test_broken_base64_of_an_attachment_is_named() -> None:
    raw = HEAD + (
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
        b"Content-Type: text/plain\n\nSee attached.\n--b\n"
        b"Content-Type: text/x-diff; name=x.patch\nContent-Transfer-Encoding: base64\n\n"
        b"AAAAA\n--b--\n"
    )
    assert read_message(raw)[0].lines == ("See attached.",)
    assert kinds(raw) == ["attachment"]


def test_flowed_text_is_read_as_it_was_written() -> None:
    flowed = b"Content-Type: text/plain; charset=utf-8; format=flowed\n"
    stuffed = DIFF.replace("\n int a", "\n  int a").encode()
    message, defects = read_message(HEAD + flowed + b"\nThis ends\n \nhere, \nor not.\n" + stuffed)
    assert message.lines == ("This ends", "", "here, or not.", *DIFF.split("\n")[:-1])
    assert defects == ()
    delsp = flowed.replace(b"flowed", b"Flowed; DelSp=Yes")
    assert read_message(HEAD + delsp + b"\nhttps:// \nexample.org\n")[0].lines == (
        "https://example.org",
    )


def test_an_unknown_charset_of_ascii_is_no_defect() -> None:
    raw = HEAD + b"Content-Type: text/plain; charset=y\nContent-Transfer-Encoding: 8bit\n\n"
    assert read_message(raw + b"plain\n")[1] == ()
    assert read_message(raw + "Grüße\n".encode())[0].lines == ("Grüße",)
    assert kinds(raw + b"\xff\n") == ["charset"]


def test_in_reply_to_twice() -> None:
    raw = b"In-Reply-To: <0@example.org>\nIn-Reply-To: <2@example.org>\n" + HEAD + b"\nx\n"
    assert read_message(raw)[0].in_reply_to == ("0@example.org",)


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ("0@example.org", ("0@example.org",)),
        ("0@example.org 2@example.org", ("0@example.org", "2@example.org")),
        ("<0@example.org >", ("0@example.org",)),
        ("< 0@example.org>", ("0@example.org",)),
        ("<20260112100000.1234-1-\n ada@example.org>", ("20260112100000.1234-1-ada@example.org",)),
        ("Your message of Monday <0@example.org>", ("0@example.org",)),
        ("Message from Bob <", ()),
        ("Bob's message of Monday, bob@example.org", ()),
        ("<>", ()),
    ],
)
def test_ids_as_mailers_write_them(value: str, ids: tuple[str, ...]) -> None:
    raw = b"In-Reply-To: " + value.encode() + b"\n" + HEAD + b"\nx\n"
    assert read_message(raw)[0].in_reply_to == ids
    assert read_head(raw).parents == ids


def test_defects() -> None:
    assert kinds(b"Subject: x\n\nx\n") == ["no-message-id"]
    assert kinds(HEAD + b"Content-Type: text/html\n\n<p>x</p>\n") == ["html"]
    assert kinds(HEAD + b"Content-Type: text/plain; charset=utf-8\n\n\xff\xfe\n") == ["charset"]
    assert kinds(HEAD + b"\n" + b"x" * MAX_MESSAGE) == ["oversized"]


def test_the_same_id_is_made_up_in_every_run() -> None:
    assert read_message(b"Subject: x\n\nx\n")[0].message_id == (
        read_message(b"Subject: x\n\nx\n")[0].message_id
    )


def test_hostile_nesting_is_not_parsed() -> None:
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(2000)
    )
    message, defects = read_message(HEAD + b"MIME-Version: 1.0\n" + deep + b"\nx\n")
    assert message.lines == ()
    assert [defect.kind for defect in defects] == ["nested"]


def test_hostile_headers_are_capped() -> None:
    many = b"To: " + b",\n ".join(b"u%d@example.org" % n for n in range(100_000)) + b"\n"
    message, _ = read_message(many + HEAD + b"\nx\n")
    assert len(addresses(message.to)) == 200
    assert message.lines == ("x",)


def test_base64_body_of_a_patch() -> None:
    body = base64.encodebytes(b"--- a/x.c\r\n+++ b/x.c\r\n@@ -1 +1 @@\r\n-a\r\n+b\r\n")
    raw = HEAD + b"Content-Transfer-Encoding: base64\n\n" + body
    assert read_message(raw)[0].lines[-1] == "+b"


@given(st.binary(max_size=400))
def test_nothing_makes_it_raise(noise: bytes) -> None:
    message, _ = read_message(noise)
    assert message.message_id
    message, _ = read_message(HEAD + noise)
    assert message.message_id


MIXED = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"--b\n\nx\n" * 65, "nested"),
        (b"--b\r\rx\r" * 65, "nested"),
        (b"--b\nContent-Type: text/plain\n\nx\n" * 65, "nested"),
        (b"--b\n" + b"X: y\n" * 20_000 + b"\nx\n", "nested"),
        (
            b"--b\nContent-Type: message/rfc822\n\n" + b"Content-Type: message/rfc822\n\n" * 9,
            "nested",
        ),
        (b"--b\n\n" + b"x\n" * 1_000_001, "oversized"),
    ],
)
def test_parts_are_bounded_whatever_they_are(body: bytes, kind: str) -> None:
    raw = HEAD + MIXED + b"\n" + body + b"--b--\n"
    assert kinds(raw) == [kind]
    assert read_message(raw)[0].subject == "[PATCH] a"


def test_an_honest_number_of_parts_is_read() -> None:
    raw = HEAD + MIXED + b"\n" + b"--b\n\nx\n" * 60 + b"--b--\n"
    message, defects = read_message(raw)
    assert (message.lines, defects) == (("x",) * 60, ())


def test_what_is_attached_and_too_large_is_named_and_the_rest_is_read() -> None:
    mail = mail_of("one\n")
    mail.add_attachment(bytes(4_000_000), maintype="application", subtype="x", filename="a.bin")
    mail.add_attachment(DIFF, subtype="x-patch", filename="x.patch")
    message, defects = read_message(mail.as_bytes())
    assert message.lines == ("one", *DIFF.split("\n")[:-1])
    assert [(each.kind, each.detail) for each in defects] == [
        ("attachment", "the attached 'a.bin' is too large, it is not read")
    ]


def test_a_mail_attached_in_mails_is_counted_once_for_each() -> None:
    deep = b"Content-Type: message/rfc822\nContent-Disposition: attachment\n\n" * 6
    raw = HEAD + deep + b"\n" + b"text text\n" * 80_000
    assert kinds(raw) == ["attachment"]


def test_a_parameter_without_end_takes_no_time() -> None:
    endless = b'Content-Type: text/plain; a="' + b'\\";' * 20_000 + b'"\n'
    message, defects = read_message(HEAD + endless + b"\nx\n")
    assert message.lines == ("x",)
    assert [each.kind for each in defects] == ["oversized"]
    inside = HEAD + MIXED + b"\n--b\n" + endless + b"\nx\n--b--\n"
    assert read_message(inside)[0].lines == ("x",)


def test_headers_are_bounded_in_all() -> None:
    raw = b"X: y\n" * 60_000 + HEAD + b"\nx\n"
    assert kinds(raw) == ["no-message-id", "oversized"]
    assert kinds(b"Subject: " + b"x" * 5000 + b"\n" + HEAD + b"\nx\n") == ["oversized"]


def test_lines_are_bounded_however_they_are_encoded() -> None:
    assert kinds(HEAD + b"\n" + b"\n" * 1_000_002) == ["oversized"]
    text = base64.encodebytes(b"\n" * 1_000_002)
    raw = HEAD + b"Content-Transfer-Encoding: base64\n\n" + text
    assert kinds(raw) == ["oversized"]
