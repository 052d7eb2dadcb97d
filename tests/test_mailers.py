"""The programs that drafts are for open them: mutt, neomutt, aerc and git send-email."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from email import message_from_string, policy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reviewbot.model.draft import Draft
from reviewbot.model.mail import Address
from reviewbot.outbox import to_bytes, write_drafts
from reviewbot.report.page.mailto import mailto
from reviewbot.watch.deliver import deliver
from support import absent, installed
from terminal import until_there

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import Message

ME = Address("Mé Reviewer", "me@example.org")
BODY = "On Mon, Ada Author wrote:\n> +\tfrob(1);\n>\n> +  \n\nFrom here on: drop Größe.\n.\n"
SUBJECT = "Re: [PATCH v2 2/3] misc: frob: Fix Größe of the frob buffer where it is 100% too small"
DRAFTS = tuple(
    Draft(
        in_reply_to=f"{number}@example.org",
        references=("0@example.org", f"{number}@example.org"),
        to=(Address("Ada Author", "ada@example.org"),),
        cc=(Address("Bell, Bob", "bob@example.org"), Address("", "frob@lists.example.org")),
        subject=SUBJECT.replace("2/3", f"{number}/3"),
        body=BODY,
        date=datetime(2026, 1, 1, tzinfo=UTC),
    )
    for number in (2, 3)
)
MUTTRC = """\
set folder="{here}" spoolfile="{here}/inbox" postponed="{here}/drafts" record="" mbox_type=Maildir
set editor="{here}/editor" edit_headers=yes recall=yes use_from=yes from="me@example.org"
set sendmail="/bin/false" charset="utf-8" autoedit=yes fast_reply=yes
"""
AERC_ACCOUNT = """\
[carol]
source = maildir://{here}/mail
outgoing = /bin/false
from = Carol <me@example.org>
default = drafts
postpone = drafts
"""


def from_thread(where: Path) -> None:
    write_drafts(DRAFTS[:1], where, maildir=True, me=ME)


def from_watch(where: Path) -> None:
    deliver("maildir", where, "key:1", to_bytes(DRAFTS[0], ME))


@pytest.mark.mailer
@pytest.mark.parametrize("program", ["mutt", "neomutt"])
@pytest.mark.parametrize("write", [from_thread, from_watch])
def test_mutt_recalls_a_draft(tmp_path: Path, program: str, write: Callable[[Path], None]) -> None:
    """What its user's editor gets to see: every header and every character of the body."""
    write(tmp_path / "drafts")
    headers, body = edited(tmp_path, program, "-p", "-f", str(tmp_path / "inbox"))
    assert body == BODY
    expected = {
        "From": "Mé Reviewer <me@example.org>",
        "To": "Ada Author <ada@example.org>",
        "Cc": '"Bell, Bob" <bob@example.org>, frob@lists.example.org',
        "Subject": DRAFTS[0].subject,
        "In-Reply-To": "<2@example.org>",
    }
    assert {name: headers[name] for name in expected} == expected


@pytest.mark.mailer
@pytest.mark.parametrize("program", ["mutt", "neomutt"])
def test_mutt_opens_the_link_of_a_page(tmp_path: Path, program: str) -> None:
    """The same, with addresses alone, as RFC 6068 has them."""
    headers, body = edited(tmp_path, program, mailto(DRAFTS[0]).href)
    assert body == BODY
    expected = {
        "To": "ada@example.org",
        "Cc": "bob@example.org, frob@lists.example.org",
        "Subject": DRAFTS[0].subject,
        "In-Reply-To": "<2@example.org>",
    }
    assert {name: headers[name] for name in expected} == expected


def edited(here: Path, program: str, *options: str) -> tuple[Message, str]:
    """What mutt gives its user's editor: headers and body."""
    installed(program)
    for name in ("cur", "new", "tmp"):
        (here / "inbox" / name).mkdir(parents=True)
    (here / "muttrc").write_text(MUTTRC.format(here=here))
    shown = until_there([program, "-n", "-F", str(here / "muttrc"), *options], editor(here))
    head, _, body = shown.partition("\n\n")
    return message_from_string(f"{head}\n\n", policy=policy.default), body


@pytest.mark.mailer
def test_aerc_recalls_a_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows its user's editor the body alone."""
    installed("aerc")
    from_watch(tmp_path / "mail" / "drafts")
    folder = tmp_path / "config" / "aerc"
    folder.mkdir(parents=True)
    seen = editor(tmp_path)
    accounts = folder / "accounts.conf"
    accounts.write_text(AERC_ACCOUNT.format(here=tmp_path))
    accounts.chmod(0o600)  # or it will not read them
    (folder / "aerc.conf").write_text(f"[compose]\neditor={tmp_path}/editor\n")
    (folder / "binds.conf").write_text("[messages]\nR = :recall<Enter>\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert until_there(["aerc"], seen, b"R", on=b"[PATCH") == BODY


def editor(folder: Path) -> Path:
    """Make ``folder/editor``, which keeps a copy of what it is given; where it puts that."""
    program, seen = folder / "editor", folder / "seen"
    copy = f'for last; do :; done; cp "$last" {seen}.part && mv {seen}.part {seen}'
    program.write_text(f"#!/bin/sh\n{copy}\n")
    program.chmod(0o755)
    return seen


@pytest.mark.mailer
def test_git_sends_eml_files(tmp_path: Path) -> None:
    sent = dry_run(write_drafts(DRAFTS, tmp_path / "out", maildir=False, me=ME))
    assert sent.count("Result: OK") == 2
    assert_it_is_all_there(sent)


@pytest.mark.mailer
def test_git_sends_an_mbox_once_it_is_split(tmp_path: Path) -> None:
    """It takes a whole mbox for one mail, so the README says ``git mailsplit``."""
    for number, draft in enumerate(DRAFTS):
        deliver("mbox", tmp_path / "mbox", f"key:{number}", to_bytes(draft, ME))
    (tmp_path / "out").mkdir()
    split = ["git", "mailsplit", "--mboxrd", f"-o{tmp_path / 'out'}", str(tmp_path / "mbox")]
    assert subprocess.run(split, check=True, capture_output=True, text=True).stdout == "2\n"
    files = tuple(sorted((tmp_path / "out").iterdir()))
    sent = dry_run(files)
    assert sent.count("Result: OK") == 2
    assert_it_is_all_there(sent)
    assert files[0].read_text(encoding="utf-8").partition("\n\n")[2].rstrip("\n") + "\n" == BODY


@pytest.mark.mailer
def test_git_sends_an_mbox_of_one(tmp_path: Path) -> None:
    deliver("mbox", tmp_path / "mbox", "key:1", to_bytes(DRAFTS[0], ME))
    sent = dry_run([tmp_path / "mbox"])
    assert sent.count("Result: OK") == 1
    assert "In-Reply-To: <2@example.org>\n" in sent


def dry_run(files: tuple[Path, ...] | list[Path]) -> str:
    """What git send-email says it would send; it may ask nothing."""
    where = subprocess.run(["git", "--exec-path"], check=True, capture_output=True, text=True)
    if not Path(where.stdout.strip(), "git-send-email").exists():
        absent("git send-email is not installed (git-email)")
    for key, value in (("name", "Carol"), ("email", "me@example.org")):
        subprocess.run(["git", "config", "--global", f"user.{key}", value], check=True)
    done = subprocess.run(
        # a server is named, for a sendmail of the machine would be told of recipients otherwise
        ["git", "send-email", "--dry-run", "--confirm=never", "--smtp-server=localhost"]
        + [str(file) for file in files],
        cwd=files[0].parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "8bit" not in done.stderr
    return done.stdout


def assert_it_is_all_there(sent: str) -> None:
    for number in (2, 3):
        assert f"In-Reply-To: <{number}@example.org>\n" in sent
        assert f"References: <0@example.org> <{number}@example.org>\n" in sent
    for recipient in ("ada@example.org", "bob@example.org", "frob@lists.example.org"):
        assert sent.count(f"RCPT TO:<{recipient}>") == 2
