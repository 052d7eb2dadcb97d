"""A cover letter that was not sent yet, as a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.commits.mails import message_id
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.model.mail import Address

_FROM = regex(rb"From [^\n]*\n")
_HEADER = regex(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\n")
_SUBJECT = regex(rb"(?:^|\n)(?i:subject):[ \t]*((?:[^\n]|\n[ \t])*)")


def cover_mail(text: bytes, patches: int, me: Address | None) -> bytes:
    """The mail: of a file by ``git format-patch --cover-letter``, or a title and a text below it."""
    text = _FROM.sub(b"", text.replace(b"\r\n", b"\n"), count=1) if _FROM.match(text) else text
    header = _HEADER.match(text)
    subject = _SUBJECT.search(header[0]) if header else None
    if header and subject:
        title, body = b" ".join(subject[1].split()), text[header.end() :]
    else:
        title, _, body = text.lstrip().partition(b"\n")
        title = b"[PATCH 0/%d] %b" % (patches, title.strip())
    sender = f"{me.name} <{me.email}>" if me else "nobody@commit.invalid"
    head = f"Message-ID: <{message_id('cover')}>\nFrom: {sender}\n".encode()
    kind = b"\nContent-Type: text/plain; charset=utf-8\n\n"
    return head + b"Subject: " + title + kind + body.lstrip(b"\n")
