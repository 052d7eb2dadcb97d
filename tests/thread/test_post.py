"""What a mail carries: patches cut off from talk, titles in the body, and no diff lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mails import DIFF, mail
from reviewbot.thread.replies import Replies, read_comments
from reviewbot.thread.series import read_thread

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch
    from reviewbot.thread.thread import Thread

SIGNED = "Signed-off-by: Ada Author <ada@example.org>\n"
LOG = f"It was never kicked.\n\n{SIGNED}"
BOB = "Bob Maintainer <bob@example.org>"


def patches(thread: Thread) -> dict[str, Patch]:
    return {p.message.message_id.partition("@")[0]: p for s in thread.series for p in s.patches}


def unread(thread: Thread) -> list[str]:
    return [d.message_id.partition("@")[0] for d in thread.defects if d.kind == "unread diff"]


@pytest.mark.parametrize("line", ["-- >8 --", "---8<---", "8< ----------", "-- >8 -- cut -- >8 --"])
def test_a_patch_below_scissors_in_a_reply(line: str) -> None:
    body = f"> Can you send it?\n\nHere.\n\n{line}\nSubject: [PATCH] frob: kick\n\n{LOG}{DIFF}"
    thread = read_thread([mail("a", "Re: frob is idle", body, to="z")])
    patch = patches(thread)["a"]
    assert (patch.subject.title, patch.subject.is_reply, len(patch.files)) == (
        "frob: kick",
        False,
        1,
    )
    assert next(patch.message.line(n) for n in patch.body.log) == "It was never kicked."
    assert not thread.defects


def test_its_version_and_number_are_those_below_the_scissors() -> None:
    def subject(line: str) -> tuple[str, int, str]:
        body = f"Here.\n\n-- >8 --\n{line}{LOG}{DIFF}"
        found = patches(read_thread([mail("a", "Re: [PATCH v3 2/5] frob: go", body, to="z")]))["a"]
        return found.subject.title, found.subject.revision, found.subject.label

    assert subject("Subject: [PATCH v4 2/5] frob: go\n\n") == ("frob: go", 4, "2/5")
    assert subject("Subject: frob: kick\n\n") == ("frob: kick", 1, "")
    assert subject("\n") == ("frob: go", 1, "")


def test_what_is_said_above_the_scissors_is_a_comment_and_the_patch_is_none() -> None:
    first = mail("a", "[PATCH] frob: go", LOG + DIFF)
    body = f"> It was never kicked.\n\nWhy not so?\n\n-- >8 --\nSubject: frob: kick\n\n{LOG}{DIFF}"
    thread = read_thread([first, mail("b", "Re: [PATCH] frob: go", body, to="a", author=BOB),
                          mail("c", "Re: [PATCH] frob: go", "> +int b;\n\nint, really?\n", to="b")])  # fmt: skip
    said = Replies(thread).comments(thread.series[:1])
    assert [(c.message.message_id[0], c.on[0], c.text) for c in said] == [("b", "a", "Why not so?")]
    assert set(patches(thread)) == {"a", "b"}
    assert thread.members["c@example.org"].title == "frob: kick"


def test_a_reply_to_a_patch_below_scissors_comments_on_that() -> None:
    body = f"Here.\n\n-- >8 --\nSubject: frob: kick\n\n{LOG}{DIFF}"
    thread = read_thread([mail("a", "[PATCH] frob: go", LOG + DIFF),
                          mail("b", "Re: [PATCH] frob: go", body, to="a"),
                          mail("c", "Re: [PATCH] frob: go", "> +int b;\n\nlong, please.\n", to="b", author=BOB)])  # fmt: skip
    assert [(c.on[0], c.text) for c in read_comments(thread)] == [("b", "long, please.")]


def test_own_talk_above_the_scissors_is_no_log() -> None:
    body = f"Hi, this is new.\n\n-- 8< --\nFrom: Carl Coder <carl@example.org>\n\n{LOG}{DIFF}"
    patch = patches(read_thread([mail("a", "[PATCH v2] frob: kick", body)]))["a"]
    assert next(patch.message.line(n) for n in patch.body.log) == "It was never kicked."
    assert (patch.subject.title, patch.subject.revision) == ("frob: kick", 2)


@pytest.mark.parametrize(
    ("headers", "title"),
    [
        ("Subject: frob: kick\n", "frob: kick"),
        ("From: Carl Coder <carl@example.org>\nSubject: [PATCH] frob: kick\n", "frob: kick"),
        ("Date: Mon, 12 Jan 2026 10:00:00 +0000\nsubject: frob: a title\n  that goes on\n", "frob: a title that goes on"),
        ("[PATCH] frob: kick\n", "frob: kick"),
        ("From: Carl Coder <carl@example.org>\n", "second one"),
    ],
)  # fmt: skip
def test_an_in_body_subject_is_the_title(headers: str, title: str) -> None:
    patch = patches(
        read_thread([mail("a", "[PATCH v3 2/2] second one", f"{headers}\n{LOG}{DIFF}")])
    )["a"]
    assert (patch.subject.title, patch.subject.revision, patch.subject.label) == (title, 3, "2/2")


def test_an_answer_signed_off_by_its_sender_is_a_patch() -> None:
    first = mail("a", "[PATCH] frob: go", DIFF)
    thread = read_thread([first, mail("b", "frob: kick", LOG + DIFF, to="a")])
    assert set(patches(thread)) == {"a", "b"}
    assert not unread(thread)


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Re: [PATCH] frob: go", f"How about this?\n\n{DIFF}"),
        ("Re: [PATCH] frob: go", f"How about this?\n\n8< ----------\n{DIFF}"),  # no title, no log
        ("Re: [PATCH] frob: go", f"How about this?\n\n{LOG}{DIFF}"),  # git am would take the talk
        ('Applied "frob: go" to the frob tree', f"Thanks.\n\nFrom {'0' * 40} Mon Sep 17 00:00:00 2001\nFrom: Ada Author <ada@example.org>\nSubject: [PATCH] frob: go\n\n{LOG}{DIFF}"),
        ("[tip: frob/urgent] frob: go", f"The following was merged.\n\n{LOG}{DIFF}"),
        ("[PATCH 0/1] frob", f"A patch.\n\n{DIFF}"),
    ],
)  # fmt: skip
def test_a_diff_that_is_no_patch_is_named(subject: str, body: str) -> None:
    thread = read_thread(
        [mail("a", "[PATCH] frob: go", DIFF), mail("b", subject, body, to="a", author=BOB)]
    )
    assert "b" not in patches(thread)
    assert unread(thread) == ["b"]


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("[GIT PULL] frob fixes for v6.1", LOG),
        ("[GIT PULL v2 1/3] frob fixes", LOG),
        ("[PULL] frob", LOG),
        ("[git pull] frob: fixes", LOG),
        ("pull-request: frob 2026-01-01", LOG),
        ("Frob fixes", f"The following changes since commit {'0' * 40}:\n\n  Linux 6.1\n\n"),
    ],
)
def test_a_pull_request_is_no_submission(subject: str, body: str) -> None:
    thread = read_thread([mail("a", subject, body + DIFF)])
    assert not thread.series
    assert unread(thread) == ["a"]


@pytest.mark.parametrize(
    "subject",
    ["[PATCH 1/2] [GIT PULL] frob: go", "[PATCH] frob: pull the line up", "frob: pull it up"],
)
def test_a_patch_that_names_a_pull_is_one(subject: str) -> None:
    assert set(patches(read_thread([mail("a", subject, LOG + DIFF)]))) == {"a"}


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Re: [PATCH] frob: go", "> " + DIFF.replace("\n", "\n> ")),
        ("Re: [PATCH] frob: go", f"No.\n\n-----Original Message-----\nFrom: Ada\nSent: Monday\nTo: Bob\nSubject: [PATCH] frob: go\n\n{DIFF}"),
        ("[PATCH 0/1] frob", f"A patch.\n\nInterdiff against v1:\n\n{DIFF}"),
    ],
)  # fmt: skip
def test_a_quote_and_an_interdiff_are_not(subject: str, body: str) -> None:
    first = mail("a", "[PATCH] frob: go", DIFF)
    assert not unread(read_thread([first, mail("b", subject, body, to="a", author=BOB)]))


@pytest.mark.parametrize("subject", ["Fwd: [PATCH] frob: go", "FW: frob", "WG: [PATCH] frob: go"])
def test_what_is_forwarded_as_text_is_named(subject: str) -> None:
    text = "-----Original Message-----\nFrom: Ada\nSent: Monday\nTo: Bob\nSubject: [PATCH] frob: go"
    thread = read_thread([mail("b", subject, f"See below.\n\n{text}\n\n{DIFF}", author=BOB)])
    assert unread(thread) == ["b"]


def multipart(subject: str, *parts: tuple[str, str], name: str = "a") -> bytes:
    whole = "".join(f"--b\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts)
    head = mail(name, subject, "").rstrip(b"\n")
    return (
        head
        + f'\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n{whole}--b--\n'.encode()
    )


TALK = ("text/plain", "Please have a look.\n")
ATTACHED = f"From: Carl Coder <carl@example.org>\nSubject: [PATCH] frob: kick\n\n{LOG}{DIFF}"


@pytest.mark.parametrize("kind", ["text/x-patch", "text/x-diff", 'text/plain; name="a.patch"'])
def test_an_attached_patch_has_headers_of_its_own(kind: str) -> None:
    patch = patches(read_thread([multipart("[PATCH v2 1/2] two things", TALK, (kind, ATTACHED))]))[
        "a"
    ]
    assert (patch.subject.title, patch.subject.label, len(patch.files)) == ("frob: kick", "1/2", 1)
    assert next(patch.message.line(n) for n in patch.body.log) == "It was never kicked."


def test_of_two_attached_patches_both_are_named() -> None:
    kind = ("text/x-patch", ATTACHED)
    thread = read_thread([multipart("[PATCH 1/2] two things", TALK, kind, kind)])
    assert [d.kind for d in thread.defects] == ["attachment", "attachment"]
    assert all("2 patches are attached" in d.detail for d in thread.defects)


FORWARDED = f"From: Carl Coder <carl@example.org>\nSubject: [PATCH v2 2/3] frob: kick\nMessage-ID: <orig@example.org>\n\n{LOG}{DIFF}"


@pytest.mark.parametrize("talk", [(TALK,), ()])
def test_a_forwarded_mail_is_a_patch_of_the_mail_that_has_it(
    talk: tuple[tuple[str, str], ...],
) -> None:
    thread = read_thread([multipart("Fwd: frob", *talk, ("message/rfc822", FORWARDED))])
    patch = patches(thread)["a"]
    assert (patch.subject.title, patch.subject.revision, patch.subject.label) == (
        "frob: kick",
        2,
        "2/3",
    )
    assert patch.message.line(patch.body.headers.start) == "From: Carl Coder <carl@example.org>"
    assert not thread.defects


def test_a_mail_that_is_here_is_not_read_again_where_it_is_forwarded() -> None:
    there = mail("orig", "[PATCH v2 2/3] frob: kick", LOG + DIFF)
    forward = multipart("Fwd: frob", TALK, ("message/rfc822", FORWARDED))
    assert list(patches(read_thread([there, forward]))) == ["orig"]


def test_the_empty_line_a_mailer_cut_off_is_context() -> None:
    body = "Log.\n---\n--- a/x.c\n+++ b/x.c\n@@ -1,3 +1,4 @@\n int a;\n+int b;\n int c;\n"
    for end in ("", "\n", "\n\n"):
        thread = read_thread([mail("a", "[PATCH] frob: kick", body + end)])
        (hunk,) = patches(thread)["a"].files[0].hunks
        assert [line.text for line in hunk.lines] == ["int a;", "int b;", "int c;", ""]
        assert not thread.defects


def test_a_mail_cut_off_in_the_middle_is_still_a_defect() -> None:
    body = "Log.\n---\n--- a/x.c\n+++ b/x.c\n@@ -1,6 +1,7 @@\n int a;\n+int b;\n int c;\n"
    assert [d.kind for d in read_thread([mail("a", "[PATCH] x", body)]).defects] == ["diff"]
