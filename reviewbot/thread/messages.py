"""Raw mail to ``Message``: nothing a sender writes makes the reading of it raise.

A mail that is one plain text in ASCII or UTF-8 is what it is; all others are taken apart.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from reviewbot.frozen import frozen
from reviewbot.model.mail import Address, Defect, Head, Message
from reviewbot.regex import regex
from reviewbot.thread.attached import attached_patch
from reviewbot.thread.border import BeyondError, attempt, reader
from reviewbot.thread.change_id import read_change_id
from reviewbot.thread.diff import cut_off, find_diff
from reviewbot.thread.fields import decoded, read_content
from reviewbot.thread.flowed import unflow
from reviewbot.thread.headers import (
    MIME,
    headers,
    ids,
    message_id,
    read_date,
    split,
    text,
)
from reviewbot.thread.lines import body_lines
from reviewbot.thread.mailboxes import addresses, mailbox
from reviewbot.thread.sender import author_of, lists_of, repaired
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewbot.thread.headers import Headers

MAX_MESSAGE = 16 * 1024 * 1024  # lore's largest patch mails are a few MiB

_NOBODY = Address("", "")
_PLAIN = regex(
    rb"text/plain(?:;\s*charset=(?P<quote>\"?)(?P<name>[\w.-]+)(?P=quote);?)?", re.IGNORECASE
)
_VERBATIM = frozenset({b"7bit", b"8bit"})

Value = TypeVar("Value")


def _unread(error: Exception, raw: bytes) -> tuple[Message, tuple[Defect, ...]]:
    """A mail of which nothing but its id is known."""
    id_ = message_id({}, raw)
    message = Message(id_, "", _NOBODY, None, (), (), "", "", "", ())
    return message, (Defect(id_, "unreadable", f"it cannot be read: {type(error).__name__}"),)


@reader(_unread)
def read_message(raw: bytes) -> tuple[Message, tuple[Defect, ...]]:
    """Parse one raw message.

    Whatever could not be read is named in the defects: the message itself is kept, and so is all
    else of it.
    """
    block, body = split(raw)
    fields, cut = headers(block)
    noted = _Noted(message_id(fields, raw), [])
    if b"message-id" not in fields:
        noted.add("no-message-id", "the message has no Message-ID; a draft cannot be threaded")
    if len(raw) > MAX_MESSAGE:
        noted.add("oversized", f"{len(raw)} bytes; bodies over {MAX_MESSAGE} are not read")
        body = b""
    for sentence in cut:
        noted.add("oversized", sentence)
    shown = text(fields, b"subject")
    subject = attempt(lambda: decoded(fields.get(b"subject", b"")), noted.unread("subject", shown))
    from_ = fields.get(b"from", b"")
    sender = attempt(lambda: mailbox(repaired(from_)), noted.unread("sender", _NOBODY))
    lines, patch_at = attempt(
        lambda: _lines(fields, body, subject, noted.add), noted.unread("body", ((), 0))
    )
    header = partial(text, fields)
    author = attempt(
        lambda: author_of(sender, header, addresses, lines), noted.unread("author", _NOBODY)
    )
    message = Message(
        message_id=noted.message_id,
        subject=subject,
        author=author,
        date=read_date(text(fields, b"date")),
        in_reply_to=ids(fields, b"in-reply-to"),
        references=ids(fields, b"references"),
        to=text(fields, b"to"),
        cc=text(fields, b"cc"),
        reply_to=text(fields, b"reply-to"),
        lines=(*lines, *[""] * cut_off(lines)),
        lists=lists_of(header),
        change_id=read_change_id(header(b"x-change-id"), lines),
        patch_at=patch_at,
    )
    return message, tuple(noted.defects)


@frozen
class _Noted:
    """What is wrong with a message, as far as it has been read."""

    message_id: str
    defects: list[Defect]

    def add(self, kind: str, detail: str) -> None:
        """One more defect."""
        self.defects.append(Defect(self.message_id, kind, detail))

    def unread(self, what: str, instead: Value) -> Callable[[Exception], Value]:
        """What notes the error that kept a part from being read, and gives something instead."""

        def answer(error: Exception) -> Value:
            if isinstance(error, BeyondError):
                self.add(error.kind, str(error))
            else:
                self.add("unreadable", f"its {what} cannot be read: {type(error).__name__}")
            return instead

        return answer


def _no_head(_error: Exception, raw: bytes) -> Head:
    return Head(message_id({}, raw), (), "", _NOBODY, None)


@reader(_no_head)
def read_head(raw: bytes) -> Head:
    """What tells where a message belongs, at a tenth of the cost of reading it whole."""
    fields, _ = headers(split(raw)[0])
    subject, shown = fields.get(b"subject", b""), text(fields, b"subject")
    fields[b"from"] = repaired(fields.get(b"from", b""))
    sender = next(iter(addresses(text(fields, b"from"), 1)), _NOBODY)
    return Head(
        message_id=message_id(fields, raw),
        parents=(*ids(fields, b"in-reply-to"), *ids(fields, b"references")),
        subject=" ".join(attempt(lambda: decoded(subject), lambda _: shown).split()),
        sender=attempt(
            lambda: author_of(sender, partial(text, fields), addresses), lambda _: sender
        ),
        date=read_date(text(fields, b"date")),
    )


def _lines(
    fields: Headers, body: bytes, subject: str, defect: Callable[[str, str], None]
) -> tuple[tuple[str, ...], int]:
    """The body lines: all plain text parts one after the other, and the patch attached.

    And the one that patch, or a forwarded mail that is one, begins at.
    """
    plain = _plain_text(fields, body)
    if plain is not None:
        return body_lines(plain), 0
    mime = [name + b": " + b" ".join(fields[name].split(b"\n ")) for name in fields if name in MIME]
    content = read_content(b"\n".join([*mime, b"", body]))
    lines: list[str] = []
    patch_at = 0
    for part in content.texts:
        text_lines: Sequence[str] = body_lines(part.text.removesuffix("\n"))
        if part.delsp is not None:
            text_lines = unflow(text_lines, delsp=part.delsp == "yes")
        if part.headers and find_diff(text_lines) and not find_diff(lines):
            patch_at = len(lines) + 1
        lines += [*part.headers, "", *text_lines] if part.headers else text_lines
    if content.is_damaged and any("\ufffd" in line for line in lines):
        defect("charset", "bytes that are not of the declared charset were replaced")
    is_reply = read_subject(subject).is_reply
    more, unread = attached_patch(lines, content.attachments, is_reply=is_reply)
    if not lines and not more and content.has_html:
        defect("html", "the message has only HTML text, which is not read")
    for sentence in (*content.unread, *unread):
        defect("attachment", sentence)
    return (*lines, *more), len(lines) + 1 if more else patch_at


def _plain_text(fields: Headers, body: bytes) -> str | None:
    """The text of a mail that is nothing else and not encoded; ``None`` where it may be more."""
    kind = _PLAIN.fullmatch(fields.get(b"content-type", b"text/plain"))
    encoding = fields.get(b"content-transfer-encoding", b"7bit").lower()
    if not kind or encoding not in _VERBATIM or b"\x1b" in body:
        return None
    charset = (kind["name"] or b"utf-8").lower()
    if not body.isascii() and charset != b"utf-8":
        return None
    try:
        return body.decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError:
        return None
