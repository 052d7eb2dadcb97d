"""Raw mail to ``Message``; the only importer of mail-parser.

mail-parser gets what has to be decoded and nothing else: a mail that is one plain text in ASCII or
UTF-8 is what it is, an author is decoded once for all of their mails, and ``Received``, ``To`` and
``Cc``, on list mail most of its cost, never reach it. What a hostile sender can make expensive
(size, header bytes, nesting, parts) is capped before.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING

import mailparser
from mailparser.exceptions import MailParserError

from reviewbot.model.mail import Address, Defect, Head, Message
from reviewbot.thread.attached import Attachment, attached_patch, decode
from reviewbot.thread.diff import find_diff
from reviewbot.thread.flowed import unflow
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import Message as Part

# it warns of every PGP signature; what matters of a message becomes a Defect
logging.getLogger("mailparser").addHandler(logging.NullHandler())

MAX_MESSAGE = 16 * 1024 * 1024  # lore's largest patch mails are a few MiB
MAX_HEADER = 64 * 1024  # bytes of one kept header
MAX_NESTING = 8  # multipart/* and message/* parts inside each other
MAX_PARTS = 64

_MIME = frozenset({b"mime-version", b"content-type", b"content-transfer-encoding"})
_KEPT = _MIME | {
    b"from", b"subject", b"message-id", b"date", b"in-reply-to", b"references",
    b"to", b"cc", b"reply-to",
}  # fmt: skip
_PLAIN = re.compile(
    rb"text/plain(?:;\s*charset=(?P<quote>\"?)(?P<name>[\w.-]+)(?P=quote);?)?", re.IGNORECASE
)
_VERBATIM = frozenset({b"7bit", b"8bit"})
_MSGID = re.compile(r"<([^<>\s]+)>")
_NESTING = re.compile(rb"(?im)^content-type:[ \t]*(?:\r?\n[ \t]+)?(?:multipart|message)/")
_PART = re.compile(rb"(?im)^content-type:")
_FOLD = re.compile(r"\r?\n[ \t]*")


def read_message(raw: bytes) -> tuple[Message, tuple[Defect, ...]]:
    """Parse one raw message; never raises on what a sender wrote.

    Whatever could not be read is named in the defects: the message itself is kept.
    """
    head, body = _split(raw)
    headers = dict(_headers(head))
    message_id = _message_id(headers, raw)
    defects: list[Defect] = []

    def defect(kind: str, detail: str) -> None:
        defects.append(Defect(message_id, kind, detail))

    if b"message-id" not in headers:
        defect("no-message-id", "the message has no Message-ID; a draft cannot be threaded")
    if len(raw) > MAX_MESSAGE:
        defect("oversized", f"{len(raw)} bytes; bodies over {MAX_MESSAGE} are not read")
        body = b""
    try:
        subject = _subject(_unfolded(headers, b"subject"))
        author = _author(_unfolded(headers, b"from"))
        text = _plain_text(headers, body)
        lines = tuple(_parsed(headers, body, subject, defect) if text is None else _lines(text))
    except (MailParserError, LookupError, UnicodeError, ValueError) as error:
        defect("unreadable", f"the mail parser gave up: {type(error).__name__}")
        lines, subject, author = (), _header(headers, b"subject"), Address("", "")
    message = Message(
        message_id=message_id,
        subject=subject,
        author=author,
        date=_date(_header(headers, b"date")),
        in_reply_to=_ids(headers, b"in-reply-to"),
        references=_ids(headers, b"references"),
        to=_header(headers, b"to"),
        cc=_header(headers, b"cc"),
        reply_to=_header(headers, b"reply-to"),
        lines=lines,
    )
    return message, tuple(defects)


def read_head(raw: bytes) -> Head:
    """What tells where a message belongs, at a tenth of the cost of reading it whole."""
    headers = dict(_headers(_split(raw)[0]))
    subject = _FOLD.sub(" ", _decoded(_header(headers, b"subject")))
    sender = getaddresses([_FOLD.sub(" ", _header(headers, b"from"))])
    return Head(
        message_id=_message_id(headers, raw),
        parents=(*_ids(headers, b"in-reply-to"), *_ids(headers, b"references")),
        subject=subject,
        sender=sender[0][1].lower() if sender else "",
        date=_date(_header(headers, b"date")),
    )


def addresses(value: str, limit: int = 200) -> tuple[Address, ...]:
    """The mailboxes of a raw ``To``/``Cc`` value, decoded; at most ``limit`` of them."""
    clipped = ",".join(value.split(",")[: limit * 2])
    found = []
    for name, email in getaddresses([_FOLD.sub(" ", clipped)]):
        if "@" in email:
            found.append(Address(_decoded(name), email))
    return tuple(found[:limit])


def _split(raw: bytes) -> tuple[bytes, bytes]:
    """Header block and body at the first empty line (RFC 5322, section 2.1)."""
    crlf, lf = raw.find(b"\r\n\r\n"), raw.find(b"\n\n")
    if crlf >= 0 and (lf < 0 or crlf < lf):
        return raw[:crlf], raw[crlf + 4 :]
    return (raw, b"") if lf < 0 else (raw[:lf], raw[lf + 2 :])


def _headers(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Lower-case name and raw folded value of each header we keep, the first of each name."""
    seen: set[bytes] = set()
    name, value = b"", b""
    for line in [*head.replace(b"\r\n", b"\n").split(b"\n"), b""]:
        if line[:1] in (b" ", b"\t"):
            if len(value) < MAX_HEADER:
                value += b"\n " + line.strip()
            continue
        if name in _KEPT and name not in seen:
            seen.add(name)
            yield name, value[:MAX_HEADER].strip()
        name, _, value = line.partition(b":")
        name = name.strip().lower()


def _header(headers: dict[bytes, bytes], name: bytes) -> str:
    return headers.get(name, b"").decode("utf-8", "replace")


def _ids(headers: dict[bytes, bytes], name: bytes) -> tuple[str, ...]:
    return tuple(_MSGID.findall(_header(headers, name)))


def _message_id(headers: dict[bytes, bytes], raw: bytes) -> str:
    """The id, or one made of the content where there is none, the same in every run."""
    ids = _ids(headers, b"message-id")
    bare = _header(headers, b"message-id").strip()
    if ids:
        return ids[0]
    if bare and not re.search(r"\s", bare):
        return bare.strip("<>")
    return hashlib.sha256(raw).hexdigest()[:32] + "@no-message-id.invalid"


def _unfolded(headers: dict[bytes, bytes], name: bytes) -> bytes:
    """mail-parser drops the space before an encoded word at the start of a folded line."""
    return b" ".join(headers.get(name, b"").split(b"\n "))


def _first(value: object) -> str:
    """mail-parser answers with a list where a header came twice."""
    return str(value[0]) if isinstance(value, list) and value else str(value or "")


def _subject(value: bytes) -> str:
    if value.isascii() and b"=?" not in value:
        return value.decode("ascii").strip()
    mail = mailparser.parse_from_bytes(b"Subject: " + value + b"\n\n")
    return _FOLD.sub(" ", _first(mail.subject)).strip()


@lru_cache(maxsize=4096)  # people write more than once
def _author(value: bytes) -> Address:
    mailbox = mailparser.parse_from_bytes(b"From: " + value + b"\n\n").from_
    if isinstance(mailbox, list) and mailbox:
        name, email = mailbox[0]
        return Address(" ".join(str(name).split()), str(email))
    return Address("", "")


def _decoded(name: str) -> str:
    """An RFC 2047 display name; left as it is where it cannot be decoded."""
    if "=?" not in name:
        return " ".join(name.split())
    mail = mailparser.parse_from_bytes(b"Subject: " + name.encode("utf-8", "replace") + b"\n\n")
    return " ".join(_first(mail.subject).split())


def _date(value: str) -> datetime | None:
    """The date with the sender's own offset; attribution lines quote it as it was written."""
    try:
        date = parsedate_to_datetime(_FOLD.sub(" ", value))
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _plain_text(headers: dict[bytes, bytes], body: bytes) -> str | None:
    """The text of a mail that is nothing else and not encoded; ``None`` where it may be more."""
    kind = _PLAIN.fullmatch(headers.get(b"content-type", b"text/plain"))
    encoding = headers.get(b"content-transfer-encoding", b"7bit").lower()
    if not kind or encoding not in _VERBATIM or b"\x1b" in body:
        return None
    charset = (kind["name"] or b"utf-8").lower()
    if not body.isascii() and charset != b"utf-8":
        return None
    try:
        return body.decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError:
        return None


def _parsed(
    headers: dict[bytes, bytes], body: bytes, subject: str, defect: Callable[[str, str], None]
) -> list[str]:
    """The lines of a mail whose body mail-parser has to take apart."""
    if len(_NESTING.findall(body)) > MAX_NESTING or len(_PART.findall(body)) > MAX_PARTS:
        defect("nested", "more nested or more parts than any honest mail; its body is not read")
        return []
    mime = [name + b": " + _unfolded(headers, name) for name in headers if name in _MIME]
    mail = mailparser.parse_from_bytes(b"\n".join([*mime, b"", body]))
    return _body(mail, defect, is_reply=read_subject(subject).is_reply)


def _body(
    mail: mailparser.MailParser, defect: Callable[[str, str], None], *, is_reply: bool
) -> list[str]:
    """The lines of all plain text parts one after the other, and of the patch attached."""
    lines: list[str] = []
    for part, flow in zip(mail.text_plain, _flows(mail), strict=False):
        text = _lines(_unescape(part, mail).removesuffix("\n"))
        lines += text if flow is None else unflow(text, delsp=flow == "yes")
    if "CharsetDecodeDefect" in mail.defects_categories and any("\ufffd" in line for line in lines):
        defect("charset", "bytes that are not of the declared charset were replaced")
    more, unread = attached_patch(lines, tuple(_attachments(mail)), is_reply=is_reply)
    if not lines and not more and mail.text_html:
        defect("html", "the message has only HTML text, which is not read")
    for sentence in unread:
        defect("attachment", sentence)
    return lines + list(more)


def _flows(mail: mailparser.MailParser) -> Iterator[str | None]:
    """For each plain text part its DelSp (RFC 3676) if it is flowed, else ``None``.

    mail-parser does not tell the parts' parameters. Where its parts cannot be matched with the
    standard library's, they are taken as they are.
    """
    parts = [
        part
        for part in mail.message.walk()
        if part.get_content_type() == "text/plain" and part.get_payload()
    ]
    known = len(parts) == len(mail.text_plain)
    for number in range(len(mail.text_plain)):
        flowed = known and _parameter(parts[number], "format") == "flowed"
        yield _parameter(parts[number], "delsp") if flowed else None


def _parameter(part: Part, name: str) -> str:
    value = part.get_param(name)
    return value.lower() if isinstance(value, str) else ""


def _attachments(mail: mailparser.MailParser) -> Iterator[Attachment]:
    for one in mail.attachments:
        kind = str(one.get("mail_content_type") or "").lower()
        inline = str(one.get("content-disposition") or "").lower().startswith("inline")
        if inline and kind in ("text/plain", "text/html"):
            continue  # quilt names the patch a body comes from; mail-parser counts it as text
        text = decode(_content(one), str(one.get("charset") or "utf-8"))
        lines = None if text is None else tuple(_lines(text))
        yield Attachment(str(one.get("filename") or ""), kind, lines)
    for nameless in mail.text_not_managed:  # of text/x-patch as of a PGP signature, type not told
        lines = tuple(_lines(str(nameless)))
        if find_diff(lines):
            yield Attachment("", "text/x-patch", lines)


def _content(attachment: dict[str, object]) -> bytes:
    """Its bytes; what is broken in base64 beyond repair counts as binary."""
    payload = str(attachment.get("payload") or "")
    if not attachment.get("binary"):
        return payload.encode("utf-8", "replace")
    try:
        return base64.b64decode(payload + "===")  # superfluous padding is ignored
    except ValueError:
        return b"\0"


def _unescape(text: str, mail: mailparser.MailParser) -> str:
    """Decode what mail-parser leaves alone: 7-bit charsets with escapes (ISO-2022-JP, RFC 1468)."""
    if "\x1b" not in text:
        return text
    charset = str(mail.message.get_content_charset() or "")
    if not charset.startswith("iso-2022"):
        return text
    return text.encode("ascii", "replace").decode(charset, "replace")


def _lines(text: str) -> list[str]:
    """Body lines, split at LF only: form feeds and U+2028 are text in mail and in source.

    The CR of a CRLF body is the transport's when most lines have it, else it is content.
    """
    lines = text.split("\n")
    if lines and not lines[-1].strip("\r"):
        lines.pop()
    if "\r" in text and sum(line.endswith("\r") for line in lines) * 2 > len(lines):
        return [line.removesuffix("\r") for line in lines]
    return lines
