"""What is said where there is no patch."""

from __future__ import annotations

import pytest

from mails import DIFF, mail
from reviewbot.report.no_patch import why_no_patch
from reviewbot.thread.series import read_thread

HTML = b"Content-Type: text/html\n"
REPLY = mail("1", "Re: [PATCH] frob: one", "Why?\n", to="0")
OTHER_REPLY = mail("2", "Re: [PATCH] frob: one", "Because.\n", to="0")
PAGE = mail("3", "[PATCH] frob: one", "<p>Hello.</p>\n").replace(b"\n\n", b"\n" + HTML + b"\n", 1)
PULL = mail("4", "[GIT PULL] frob fixes", "The following changes are available.\n")
EMPTY = mail("5", "[PATCH] frob: one", " \n\n")
PLAIN = mail("6", "frob", "Hello.\n")
LARGE = mail("7", "[PATCH] frob: one", "x" * (17 << 20))


def with_files(*files: str, subject: str = "[PATCH] two patches") -> bytes:
    parts = "".join(
        f'--b\nContent-Type: text/x-patch; name="{name}"\n\nLog.\n{DIFF}\n' for name in files
    )
    body = f"--b\nContent-Type: text/plain\n\nAttached.\n\n{parts}--b--\n"
    kind = b'Content-Type: multipart/mixed; boundary="b"\n\n'
    return mail("8", subject, body).replace(b"\n\n", b"\n" + kind, 1)


def said(*raws: bytes) -> str:
    return why_no_patch(read_thread(raws))


@pytest.mark.parametrize(
    ("raws", "sentence"),
    [
        ((REPLY,), "it is a reply without a patch"),
        ((REPLY, OTHER_REPLY), "all are replies without a patch"),
        (
            (REPLY, OTHER_REPLY, PAGE),
            "1 has only HTML text, which is not read; 2 are replies without a patch",
        ),
        ((PULL, PLAIN, EMPTY), "1 is a pull request; 1 has no text; 1 has no diff"),
        ((LARGE,), "it is too large to be read"),
        ((PAGE,), "it has only HTML text, which is not read"),
        (
            (with_files("1.patch", subject="Re: two patches"),),
            (
                "it is a reply without a patch;"
                " the attached '1.patch' is not reviewed: it came with a reply, without a title and not signed"
            ),
        ),
    ],
)
def test_what_the_messages_are(raws: tuple[bytes, ...], sentence: str) -> None:
    assert said(*raws) == sentence


@pytest.mark.parametrize("number", [2, 3])
def test_patches_that_are_attached_and_not_read_are_counted(number: int) -> None:
    names = (f"{n}.patch" for n in range(number))
    assert said(with_files(*names)) == (
        f"it has no diff; {number} patches are attached and were not read"
    )


def test_no_mail_drives_the_terminal() -> None:
    evil = said(with_files("\x1b[31m.patch", subject="Re: x"))
    assert evil.isprintable()
