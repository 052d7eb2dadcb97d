"""Drafts as files: valid mail, exact bodies, nothing overwritten."""

from __future__ import annotations

import email
import email.charset
import email.policy
import mailbox
import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.errors import UsageError
from reviewbot.model.draft import Draft
from reviewbot.model.mail import Address
from reviewbot.outbox import MAX_LINE, to_bytes, write_drafts
from reviewbot.stamp import undated
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from email.message import EmailMessage

ME = Address("Mé Reviewer", "me@example.org")
BODY = "On Mon, Ada Author wrote:\n> +\tfrob(1);\n>\n> +  \n\nFrom here on: drop it.\n.\n"
ADA = Address("Ada Author", "ada@example.org")


def draft(
    subject: str = "Re: [PATCH v2 2/3] misc: frob: Fix Größe, at last!",
    body: str = BODY,
    to: tuple[Address, ...] = (ADA,),
    cc: tuple[Address, ...] = (),
    references: tuple[str, ...] = ("1@example.org", "2@example.org"),
) -> Draft:
    return Draft(
        in_reply_to=references[-1] if references else "0f@no-message-id.invalid",
        references=references,
        to=to,
        cc=cc,
        subject=subject,
        body=body,
        date=datetime(2026, 1, 1, tzinfo=UTC),
    )


def parsed(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def body_of(message: EmailMessage) -> str:
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode("utf-8")


def people(message: EmailMessage, header: str) -> list[tuple[str, str]]:
    return [(each.display_name, each.addr_spec) for each in message[header].addresses]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "out"
    path.mkdir()
    return path


def test_a_draft_is_a_valid_mail(folder: Path) -> None:
    cc = (Address("Bell, Bob", "bob@example.org"), Address("", "frob@lists.example.org"))
    (path,) = write_drafts([draft(cc=cc)], folder / "new" / "out", maildir=False, me=ME)
    assert path == folder / "new" / "out" / "v2-0002-misc-frob-fix-gr-e-at-last.eml"
    message = parsed(path.read_bytes())
    assert message.defects == []
    assert people(message, "From") == [("Mé Reviewer", "me@example.org")]
    assert people(message, "To") == [("Ada Author", "ada@example.org")]
    assert people(message, "Cc") == [
        ("Bell, Bob", "bob@example.org"),
        ("", "frob@lists.example.org"),
    ]
    assert message["Subject"] == "Re: [PATCH v2 2/3] misc: frob: Fix Größe, at last!"
    assert message["In-Reply-To"] == "<2@example.org>"
    assert message["References"] == "<1@example.org> <2@example.org>"
    assert message.get_content_type() == "text/plain"
    assert message["Content-Transfer-Encoding"] == "7bit"
    assert body_of(message) == BODY


def test_what_the_mailer_sets_is_left_to_it() -> None:
    message = parsed(to_bytes(draft(), None))
    assert not {"From", "Date", "Message-ID", "Cc"} & set(message.keys())


def test_the_same_draft_is_the_same_bytes() -> None:
    assert to_bytes(draft(), ME) == to_bytes(draft(), ME)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        ("On Mon:\n> a\n", "7bit"),
        ("Größe \u2028 陈 \f end\n", "8bit"),
        ("> +" + "x" * 2000 + "\n\nToo long? \n=20\n", "quoted-printable"),
        ("> +" + "ü" * 600 + "\t\nFrom x\n", "quoted-printable"),
        ("> " + "a" * (MAX_LINE - 2) + "\n", "7bit"),
    ],
)
def test_no_line_is_mangled(body: str, encoding: str) -> None:
    raw = to_bytes(draft(body=body), ME)
    message = parsed(raw)
    assert message["Content-Transfer-Encoding"] == encoding
    assert body_of(message) == body
    assert all(len(line) <= MAX_LINE for line in raw.split(b"\n"))


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"])), st.booleans())
def test_every_body_comes_back(text: str, long: bool) -> None:  # noqa: FBT001  drawn by hypothesis
    body = text + ("x" * 1000 if long else "") + "\n"
    assert body_of(parsed(to_bytes(draft(body=body), None))) == body


def test_a_lone_surrogate_costs_one_character() -> None:
    assert body_of(parsed(to_bytes(draft(body="a\udc80b\n"), None))) == "a?b\n"


@pytest.mark.parametrize(
    "subject",
    [
        "Re: [PATCH 1/9] " + "a long subject that must be folded " * 5 + "end",
        "Re: [PATCH] 陈松的补丁 " * 12 + "end",
        "Re: [PATCH] =?utf-8?q?not_encoded?=",
        "Re: [PATCH] " + "x" * 1200,
        "Re: [PATCH] 100% (of) \"this\", <that> & 'all'; ok\\",
    ],
)
def test_subjects_come_back(subject: str) -> None:
    raw = to_bytes(draft(subject=subject), None)
    assert parsed(raw)["Subject"] == subject
    assert all(len(line) <= 78 for line in raw.partition(b"\n\n")[0].split(b"\n"))


def test_names_come_back_and_headers_are_folded() -> None:
    names = ("陈松", 'Eve "x" \\ <all@example.org>,', "=?utf-8?q?x?=", "A. Dot", "O'Neil")
    cc = tuple(Address(name, f"u{n}@example.org") for n, name in enumerate(names))
    raw = to_bytes(draft(cc=cc * 3), None)
    assert people(parsed(raw), "Cc") == [(each.name, each.email) for each in cc * 3]
    assert all(len(line) <= 78 for line in raw.partition(b"\n\n")[0].split(b"\n"))


def test_a_long_name_is_several_encoded_words() -> None:
    raw = to_bytes(draft(to=(Address("陈松" * 20, "chen@example.org"),)), None)
    value = email.message_from_bytes(raw)["To"]
    assert str(make_header(decode_header(value))) == "陈松" * 20 + " <chen@example.org>"
    assert all(len(line) <= 78 for line in raw.partition(b"\n\n")[0].split(b"\n"))


def test_long_message_ids_are_not_encoded() -> None:
    ids = tuple(f"{n}-{'x' * 150}@example.org" for n in range(30))
    message = parsed(to_bytes(draft(references=ids), None))
    raw = to_bytes(draft(references=ids), None)
    assert b"=?" not in raw.partition(b"References:")[2]
    assert re.findall(r"<([^>]+)>", str(message["References"])) == list(ids)


def test_header_encoding_does_not_depend_on_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    before = to_bytes(draft(), ME)
    changed = (None, None, "utf-8")  # what importing b4 leaves behind
    monkeypatch.setitem(email.charset.CHARSETS, "utf-8", changed)
    assert to_bytes(draft(), ME) == before


def test_headers_cannot_be_injected() -> None:
    hostile = "x\r\nBcc: all@example.org\n\nbody\x1b[2J\u202e"
    raw = to_bytes(
        draft(subject=hostile, to=(Address(hostile, "eve@example.org"),)), Address(hostile, "m@x")
    )
    message = parsed(raw)
    assert set(message.keys()) == {
        "From", "To", "Subject", "In-Reply-To", "References", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding",
    }  # fmt: skip
    assert message["Subject"] == "x Bcc: all@example.org body[2J"
    assert body_of(message) == BODY


def test_a_draft_without_an_id_to_answer_is_not_threaded() -> None:
    message = parsed(to_bytes(draft(references=()), None))
    assert "In-Reply-To" not in message
    assert "References" not in message


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Re: [PATCH] misc: frob", "0001-misc-frob.eml"),
        ("Re: [PATCH 0/9] All", "0000-all.eml"),
        ("Re: [RFC PATCH v12 11/12] ../../etc/passwd", "v12-0011-etc-passwd.eml"),
        ("Re: [PATCH] \x00/.\u202e 补丁", "0001-untitled.eml"),
        ("Re:", "0001-untitled.eml"),
        ("Re: [PATCH] " + "word " * 40, f"0001-{('word-' * 11)[:52].strip('-')}.eml"),
    ],
)
def test_names_are_safe(subject: str, name: str, folder: Path) -> None:
    write_drafts([draft(subject=subject)], folder, maildir=False, me=None)
    assert files(folder) == [name]


def test_two_drafts_of_one_name_both_get_a_file(folder: Path) -> None:
    both = [draft(body="a\n"), draft(body="b\n"), draft(body="c\n")]
    paths = write_drafts(both, folder, maildir=False, me=None)
    assert [body_of(parsed(path.read_bytes())) for path in paths] == ["a\n", "b\n", "c\n"]
    assert len(files(folder)) == 3


def test_a_second_run_finds_its_files(folder: Path) -> None:
    first = write_drafts([draft()], folder, maildir=False, me=ME)
    before = first[0].stat()
    assert write_drafts([draft()], folder, maildir=False, me=ME) == first
    assert first[0].stat().st_mtime_ns == before.st_mtime_ns
    assert len(files(folder)) == 1


def test_an_edited_draft_is_not_overwritten(folder: Path) -> None:
    (first,) = write_drafts([draft()], folder, maildir=False, me=ME)
    first.write_text("mine now")
    (second,) = write_drafts([draft()], folder, maildir=False, me=ME)
    assert second.name == first.name.replace(".eml", "-2.eml")
    assert write_drafts([draft()], folder, maildir=False, me=ME) == (second,)
    assert first.read_text() == "mine now"
    assert len(files(folder)) == 2


def test_nothing_but_whole_files_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "rename", full)
    monkeypatch.setattr(os, "link", full)
    with pytest.raises(UsageError, match="No space left on device"):
        write_drafts([draft()], folder, maildir=False, me=None)
    assert files(folder) == []


def test_without_hard_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    paths = write_drafts([draft(body="a\n"), draft(body="b\n")], folder, maildir=False, me=None)
    assert [path.name for path in paths] == files(folder)[::-1]
    assert len(files(folder)) == 2


def test_a_symlink_is_not_followed(folder: Path) -> None:
    (folder / "0001-all.eml").symlink_to(folder.parent / "elsewhere")
    (path,) = write_drafts([draft(subject="Re: All")], folder, maildir=False, me=None)
    assert path.name == "0001-all-2.eml"
    assert not (folder.parent / "elsewhere").exists()


def test_a_maildir_gets_flagged_drafts(folder: Path) -> None:
    folder /= "Drafts"
    body = "> +" + "x" * 2000 + "\n\nGröße.\n"
    paths = write_drafts([draft(), draft(body=body)], folder, maildir=True, me=ME)
    assert files(folder) == ["cur", "new", "tmp"]
    assert files(folder / "new") == files(folder / "tmp") == []
    assert all(path.parent == folder / "cur" and path.name.endswith(":2,DS") for path in paths)
    assert [undated(path.read_bytes()) for path in paths] == [
        to_bytes(draft(), ME), to_bytes(draft(body=body), ME),
    ]  # fmt: skip
    box = mailbox.Maildir(folder, create=False)
    found = {str(message["Subject"]): message for message in box}
    assert len(box) == 2
    assert all(message.get_flags() == "DS" for message in found.values())


def test_a_second_run_adds_nothing_to_a_maildir(folder: Path) -> None:
    first = write_drafts([draft()], folder, maildir=True, me=ME)
    assert write_drafts([draft()], folder, maildir=True, me=ME) == first
    moved = first[0].rename(folder / "cur" / "renamed-by-mutt:2,S")
    assert write_drafts([draft()], folder, maildir=True, me=ME) == (moved,)
    moved.write_text("edited")
    write_drafts([draft()], folder, maildir=True, me=ME)
    assert len(files(folder / "cur")) == 2


def test_another_directory_is_not_made_a_maildir(folder: Path) -> None:
    (folder / "notes.txt").touch()
    with pytest.raises(UsageError, match="it is not a maildir"):
        write_drafts([draft()], folder, maildir=True, me=None)
    assert files(folder) == ["notes.txt"]


@pytest.mark.parametrize("maildir", [False, True])
def test_a_file_is_no_directory(folder: Path, *, maildir: bool) -> None:
    (folder / "file").touch()
    for path in (folder / "file", folder / "file" / "below"):
        with pytest.raises(UsageError, match=r"^cannot write drafts to .*: .*[Nn]ot a directory$"):
            write_drafts([draft()], path, maildir=maildir, me=None)


@pytest.mark.parametrize("maildir", [False, True])
def test_a_directory_that_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, maildir: bool
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)  # chmod does not stop root, whom CI runs as
    with pytest.raises(UsageError, match=r"^cannot write drafts to .*/new: Permission denied$"):
        write_drafts([draft()], folder / "new", maildir=maildir, me=None)


def test_the_name_of_a_draft_has_the_version_and_title_of_its_patch(folder: Path) -> None:
    """A subject may lack the version of its series, or be a reply's with a patch below scissors."""
    patch = replace(read_subject("[PATCH 2/3] misc: frob: go"), revision=3)
    (path,) = write_drafts(
        [replace(draft("Re: [PATCH] frob"), patch=patch)], folder, maildir=False, me=ME
    )
    assert path.name == "v3-0002-misc-frob-go.eml"
