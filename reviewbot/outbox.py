"""Writes drafts as files to edit and send with one's own mailer; sends nothing.

A draft has no ``Message-ID``, which is the mailer's to set when it is sent, and the ``Date`` it was
written. It has a ``From`` where the user's address is known.
The headers are written here, not by ``email``: its policies split long message-ids into encoded
words, and b4 switches off header encoding for the whole process when it is imported.
"""

from __future__ import annotations

import binascii
import itertools
import secrets
import time
from collections import Counter
from datetime import datetime
from email.charset import SHORTEST, Charset
from email.header import Header
from email.utils import formataddr
from typing import TYPE_CHECKING

from reviewbot import private
from reviewbot.errors import UsageError
from reviewbot.maildir import opened
from reviewbot.regex import regex
from reviewbot.stamp import stamped, undated
from reviewbot.thread.clean import header_text
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reviewbot.model.draft import Draft
    from reviewbot.model.mail import Address

MAX_LINE = 998  # octets, RFC 5322, section 2.1.1
_FOLD = 76
_ENCODED = 60  # columns of one encoded word; RFC 2047 allows 75
_SLUG = 52  # characters, as git-format-patch(1)
_NOT_SLUG = regex(r"[^a-z0-9]+")


def write_drafts(
    drafts: Iterable[Draft], directory: Path, *, maildir: bool, me: Address | None
) -> tuple[Path, ...]:
    """One file a draft in ``directory``, made where it is missing; the paths, in order.

    Names come of patch number and title alone, so a second run finds its files again. A file
    that holds the draft already is left alone; so is one with another content, for its owner may
    have edited it: the draft goes beside it, numbered ``-2`` and so on. In a maildir the drafts
    are in ``cur/``, flagged as draft and seen. Raises UsageError where the directory cannot be
    used.
    """
    now = datetime.now().astimezone()
    contents = [(_stem(draft), stamped(to_bytes(draft, me), now)) for draft in drafts]
    try:
        if maildir:
            return _into_maildir(directory, [content for _, content in contents])
        private.folder(directory)
        return tuple(_write(directory, stem, content) for stem, content in contents)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(f"cannot write drafts to {directory}: {why}") from error


def write_patches(
    mails: Iterable[Draft], directory: Path, *, me: Address | None
) -> tuple[Path, ...]:
    """One file a patch in ``directory``, made where it is missing; the paths, in their order.

    The files of one patch are numbered, so that a shell lists them as they apply. There must be
    nothing else, for all there is will be applied. Raises UsageError where there is, or the
    directory cannot be used.
    """
    count: Counter[str] = Counter()
    contents: dict[Path, bytes] = {}
    for mail in mails:
        stem = _stem(mail)
        count[stem] += 1
        contents[directory / f"{stem}-fixup-{count[stem]:02}.patch"] = to_bytes(mail, me)
    try:
        private.folder(directory)
        strange = next((path for path in sorted(directory.iterdir()) if path not in contents), None)
        for path, content in contents.items():
            if not strange and not private.add(path, content) and not _holds(path, content):
                strange = path
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(f"cannot write fix-ups to {directory}: {why}") from error
    if strange:
        raise UsageError(f"{directory} has {strange.name} of before: name another directory")
    return tuple(contents)


def _holds(path: Path, content: bytes) -> bool:
    return private.is_file(path) and path.read_bytes() == content


def to_bytes(draft: Draft, me: Address | None) -> bytes:
    """The draft as a message (RFC 5322) without a date, lines ended by LF as Unix mailers do."""
    body = draft.body.encode("utf-8", "replace")
    encoding = _encoding(body)
    headers = [
        _addresses("From", (me,) if me else ()),
        _addresses("To", draft.to),
        _addresses("Cc", draft.cc),
        _folded("Subject", _words(draft.subject)),
    ]
    if draft.references:  # else the mail has no id that a reply could name
        headers.append(_folded("In-Reply-To", [f"<{draft.in_reply_to}>"]))
        headers.append(_folded("References", [f"<{each}>" for each in draft.references]))
    headers += [
        "MIME-Version: 1.0\n",
        "Content-Type: text/plain; charset=utf-8\n",
        f"Content-Transfer-Encoding: {encoding}\n",
    ]
    if encoding == "quoted-printable":
        body = binascii.b2a_qp(body, istext=True)
    return "".join(headers).encode("ascii", "replace") + b"\n" + body


def _encoding(body: bytes) -> str:
    if any(len(line) > MAX_LINE for line in body.split(b"\n")):
        return "quoted-printable"
    return "7bit" if body.isascii() else "8bit"


def _addresses(name: str, people: Iterable[Address]) -> str:
    mailboxes = [_mailbox(person) for person in people]
    words = [[*each[:-1], f"{each[-1]},"] for each in mailboxes[:-1]] + mailboxes[-1:]
    return _folded(name, itertools.chain.from_iterable(words))


def _mailbox(address: Address) -> list[str]:
    """The words of a mailbox: one where its name is plain."""
    name, email = header_text(address.name), header_text(address.email)
    if _needs_encoding(name):
        return [*_encoded(name), f"<{email}>"]
    return [formataddr((name, email))]


def _words(text: str) -> list[str]:
    text = header_text(text)
    return _encoded(text) if _needs_encoding(text) else text.split(" ")


def _needs_encoding(text: str) -> bool:
    """Whether it is not ASCII, would be read as encoded, or could not be folded."""
    return not text.isascii() or "=?" in text or any(len(w) > _FOLD for w in text.split(" "))


def _encoded(text: str) -> list[str]:
    """The text as encoded words (RFC 2047)."""
    charset = Charset("utf-8")
    charset.header_encoding = SHORTEST  # the default of the process may have been changed
    return Header(text, charset, maxlinelen=_ENCODED).encode().split()


def _folded(name: str, words: Iterable[str]) -> str:
    """A header folded between its words, or nothing where there are none."""
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _FOLD and not lines[-1].endswith(":"):
            lines.append("")
        lines[-1] += f" {word}"
    return "".join(f"{line}\n" for line in lines) if " " in lines[0] else ""


def _stem(draft: Draft) -> str:
    """``0002-net-fix-a-thing`` or ``v2-0002-...``: the name git-format-patch(1) gave the patch."""
    subject = draft.patch or read_subject(header_text(draft.subject))
    slug = _NOT_SLUG.sub("-", header_text(subject.title).lower()).strip("-")[:_SLUG].strip("-")
    version = f"v{subject.revision}-" if subject.revision > 1 else ""
    number = 1 if subject.index is None else subject.index
    return f"{version}{number:04}-{slug or 'untitled'}"


def _write(directory: Path, stem: str, content: bytes) -> Path:
    """Put the content under the first name that is free or holds it already."""
    for number in itertools.count(1):
        path = directory / f"{stem}{f'-{number}' if number > 1 else ''}.eml"
        if private.add(path, content) or (
            private.is_file(path) and undated(path.read_bytes()) == undated(content)
        ):
            return path
    raise AssertionError  # count() does not end


def _into_maildir(directory: Path, contents: Iterable[bytes]) -> tuple[Path, ...]:
    """Deliver what is not there yet."""
    with opened(directory) as box:
        return tuple(
            box.holding(content) or box.add(f"{time.time():.6f}.{secrets.token_hex(8)}", content)
            for content in contents
        )
