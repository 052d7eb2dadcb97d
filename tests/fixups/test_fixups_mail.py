"""A fix-up as a mail: what git makes of it is what is meant, whatever a stranger wrote."""

from __future__ import annotations

import pytest

from reviewbot.fixups.mail import as_mail, committed
from reviewbot.model.fixup import Fixup
from reviewbot.model.mail import Address
from reviewbot.outbox import to_bytes
from reviewbot.thread.subject import read_subject

ME = Address("Rob Reviewer", "rob@example.org")


def bytes_of(reason: str, subject: str = "[PATCH v2 1/2] frob: Do it", diff: str = "") -> bytes:
    return to_bytes(as_mail(Fixup("", "", read_subject(subject), diff), reason), ME)


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("[PATCH v2 1/2] frob: Do it", "frob: Do it"),
        ("[PATCH] [media] frob: Do it", "frob: Do it"),
        ("Re: [PATCH] frob: [foo] bar", "frob: [foo] bar"),
        ("[PATCH] frob: Do it (v2)", "frob: Do it (v2)"),
    ],
)
def test_the_title_is_the_one_git_am_commits(subject: str, title: str) -> None:
    assert committed(subject) == title


def test_it_is_from_the_user_and_to_nobody() -> None:
    head, body = bytes_of("Nit: no.", diff="diff --git\n").split(b"\n\n", 1)
    assert head.startswith(b"From: Rob Reviewer <rob@example.org>\nSubject: fixup! frob: Do it\n")
    assert b"To:" not in head
    assert b"Signed-off-by" not in body
    assert body == b"Nit: no.\n---\ndiff --git\n"


def test_no_header_can_be_injected() -> None:
    head, _ = bytes_of("", "[PATCH] x\r\nBcc: evil@example.org").split(b"\n\n", 1)
    assert [line for line in head.split(b"\n") if line.startswith(b"Bcc")] == []


@pytest.mark.parametrize(
    "line",
    ["---", "diff --git a/x b/x", "Index: x", "From: Eve <e@example.org>", "From x", "Subject: y",
     "Date: z", "-- >8 --", "8<"],
)  # fmt: skip
def test_no_line_of_the_reason_speaks_to_git(line: str) -> None:
    assert f"\n {line}\n---\n".encode() in bytes_of(f"Nit:\n{line}")
