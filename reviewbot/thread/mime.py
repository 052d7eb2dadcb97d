"""What a mail holds, taken apart; the only importer of mail-parser.

mail-parser gets what has to be decoded and nothing else: ``Received``, ``To`` and ``Cc``, on list
mail most of its cost, never reach it, and an author is decoded once for all of their mails. What a
hostile sender can make expensive is bounded while the parts are made, before it sees them.
"""

from __future__ import annotations

import base64
import logging
from collections import Counter
from email.message import Message as Part
from email.parser import BytesParser
from email.policy import Compat32
from functools import partial
from typing import TYPE_CHECKING, Any

import mailparser

from reviewbot.frozen import frozen
from reviewbot.model.mail import Address
from reviewbot.thread.attached import Attachment, decode
from reviewbot.thread.border import BeyondError, attempt
from reviewbot.thread.charset import known_charset
from reviewbot.thread.diff import find_diff
from reviewbot.thread.fields import decoded
from reviewbot.thread.forwarded import forwarded
from reviewbot.thread.headers import MAX_FIELD, unfolded
from reviewbot.thread.lines import MAX_LINES, body_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

# it warns of every PGP signature; what matters of a message becomes a Defect
logging.getLogger("mailparser").addHandler(logging.NullHandler())

MAX_NESTING = 8  # multipart/* and message/* parts inside each other
MAX_PARTS = 64
MAX_HEADERS = 64 * 1024  # bytes of the headers of all parts
MAX_ATTACHED = 4 * 1024 * 1024  # bytes of all attachments, encoded
_TEXTS = ("text/plain", "text/html")


@frozen
class Text:
    """A plain text part.

    ``delsp`` is its parameter (RFC 3676), ``None`` if it is not flowed. ``headers`` are those of
    the mail it is the text of, a line each, where that was forwarded in this one.
    """

    text: str
    delsp: str | None
    headers: tuple[str, ...]


@frozen
class Content:
    """The parts of a mail.

    ``is_damaged`` tells that bytes were replaced that are not of the charset named, ``unread`` are
    sentences on attachments that were passed over.
    """

    texts: tuple[Text, ...]
    attachments: tuple[Attachment, ...]
    has_html: bool
    is_damaged: bool
    unread: tuple[str, ...]


def read_content(raw: bytes) -> Content:
    """Take a mail apart; raises BeyondError, and whatever the libraries do on a hostile one."""
    if raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n") > MAX_LINES:
        raise BeyondError("oversized", f"its body has over {MAX_LINES} lines and is not read")
    policy: Any = _Bounds  # takes values of its attributes by name, which the stubs do not know
    bounds: _Bounds = policy(spent=Counter(), unread=[])
    message = BytesParser(policy=bounds).parsebytes(raw)
    for part in message.walk():
        _name_known_charset(part)
    mail = mailparser.MailParser(message)
    texts = [_unescaped(text, message) for text in mail.text_plain]
    return Content(
        texts=tuple(_texts(message, texts)),
        attachments=tuple(_attachments(mail, bounds)),
        has_html=bool(mail.text_html),
        is_damaged="CharsetDecodeDefect" in mail.defects_categories,
        unread=tuple(bounds.unread),
    )


def decoded_words(line: bytes) -> str:
    """A header's text of one line, its encoded words (RFC 2047) decoded."""
    mail = mailparser.parse_from_bytes(b"Subject: " + line + b"\n\n")
    return unfolded(_first(mail.subject)).strip()


def mailbox(value: bytes) -> Address:
    """The first mailbox of a header, decoded; both parts empty where there is none."""
    found = mailparser.parse_from_bytes(b"From: " + _unfolded(value) + b"\n\n").from_
    if isinstance(found, list) and found:
        name, email = str(found[0][0]), str(found[0][1])
        if "=?" in name:  # an encoded word in quotes, which RFC 2047 forbids and people send
            name = decoded(name.encode("utf-8", "replace"))
        return Address(" ".join(name.split()), email)
    return Address("", "")


def _unfolded(value: bytes) -> bytes:
    """mail-parser drops the space before an encoded word at the start of a folded line."""
    return b" ".join(value.split(b"\n "))


def _first(value: object) -> str:
    """mail-parser answers with a list where a header came twice."""
    return str(value[0]) if isinstance(value, list) and value else str(value or "")


class _Part(Part):
    """A part that knows how deep it is, and counts itself and what is attached.

    What is inside an attached mail is flattened once for each of those around it.
    """

    _depth = 0
    _attached = 0  # mails and containers around it that are attached

    def __init__(self, policy: _Bounds) -> None:
        super().__init__(policy)
        policy.spend("parts", 1, MAX_PARTS)

    def attach(self, payload: Any) -> None:  # noqa: ANN401  as in the class it extends
        payload._depth = self._depth + 1  # noqa: SLF001  of our own class
        if payload._depth > MAX_NESTING:  # noqa: SLF001
            raise _nested()
        whole = self.get_content_maintype() == "message" or self._is_attached()
        payload._attached = self._attached + whole  # noqa: SLF001
        super().attach(payload)

    def set_payload(self, payload: Any, charset: Any = None) -> None:  # noqa: ANN401
        own = self.get_content_type() not in _TEXTS or self._is_attached()
        if isinstance(payload, str) and (own or self._attached):
            bounds: Any = self.policy
            if not bounds.holds("attached", len(payload) * (self._attached + own), MAX_ATTACHED):
                name = self.get_filename()
                bounds.unread.append(
                    f"the attached {repr(name) if name else 'file'} is too large, it is not read"
                )
                payload = ""
        super().set_payload(payload, charset)

    def _is_attached(self) -> bool:
        kept = self.get_content_disposition()
        return kept == "attachment" or (kept != "inline" and self.get_filename() is not None)


class _Bounds(Compat32):
    """The policy of one parse; ``spent`` counts over all parts, ``unread`` is as in Content."""

    message_factory: Any = _Part
    spent: Counter[str] = Counter()  # noqa: RUF012  each parse brings its own
    unread: list[str] = []  # noqa: RUF012

    def holds(self, what: str, more: int, most: int) -> bool:
        """Whether that much more is within the bound; it counts if it is."""
        if self.spent[what] + more > most:
            return False
        self.spent[what] += more
        return True

    def spend(self, what: str, more: int, most: int) -> None:
        """Count it; raises BeyondError beyond the bound."""
        if not self.holds(what, more, most):
            raise _nested()

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        self.spend("headers", sum(map(len, sourcelines)), MAX_HEADERS)
        name, value = super().header_source_parse(sourcelines)
        return name, value[:MAX_FIELD]


def _nested() -> BeyondError:
    why = "more, deeper or larger parts than any honest mail; its body is not read"
    return BeyondError("nested", why)


def _name_known_charset(part: Part) -> None:
    """A charset that is none, which may take long to decode, counts as UTF-8."""
    if part.get_content_maintype() == "text" and part.get_param("charset") is not None:
        name = part.get_content_charset()
        if name is None or not known_charset(name):
            part.set_param("charset", "utf-8")


def _texts(message: Part, texts: list[str]) -> Iterator[Text]:
    """The plain text parts with what mail-parser does not tell of them.

    Where its parts cannot be matched with the standard library's, they are taken as they are.
    """
    plain = [part for part in message.walk() if part.get_content_type() == "text/plain"]
    above = forwarded(message)
    if above or any(_parameter(part, "format") == "flowed" for part in plain):
        parts = [part for part in plain if part.get_payload(decode=True)]
        if len(parts) == len(texts):
            for text, part in zip(texts, parts, strict=True):
                flowed = _parameter(part, "format") == "flowed"
                headers = tuple(
                    f"{name}: {decoded(value.encode('utf-8', 'replace'))}"
                    for name, value in above.get(id(part), ())
                )
                yield Text(text, _parameter(part, "delsp") if flowed else None, headers)
            return
    yield from (Text(text, None, ()) for text in texts)


def _parameter(part: Part, name: str) -> str:
    value = part.get_param(name)
    return value.lower() if isinstance(value, str) else ""


def _attachments(mail: mailparser.MailParser, bounds: _Bounds) -> Iterator[Attachment]:
    for one in mail.attachments:
        if bounds.unread and not one.get("payload"):
            continue  # it is named
        kind = str(one.get("mail_content_type") or "").lower()
        if kind == "message/rfc822":
            continue  # its text is read already
        inline = str(one.get("content-disposition") or "").lower().startswith("inline")
        if inline and kind in _TEXTS:
            continue  # quilt names the patch a body comes from; mail-parser counts it as text
        text = decode(_content(one), str(one.get("charset") or "utf-8"))
        lines = None if text is None else attempt(partial(body_lines, text), lambda _: None)
        yield Attachment(str(one.get("filename") or ""), kind, lines)
    for nameless in mail.text_not_managed:  # of text/x-patch as of a PGP signature, type not told
        lines = body_lines(str(nameless))
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


def _unescaped(text: str, message: Part) -> str:
    """Decode what mail-parser leaves alone: 7-bit charsets with escapes (ISO-2022-JP, RFC 1468)."""
    if "\x1b" not in text:
        return text
    named = known_charset(str(message.get_content_charset() or ""))
    if not named.startswith("iso2022"):
        return text
    return text.encode("ascii", "replace").decode(named, "replace")
