"""Mails forwarded whole inside another one (message/rfc822, RFC 2046, section 5.2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from email.message import Message as Part

_SHOWN = ("From", "Date", "Subject", "Message-ID")  # what people keep when they paste a mail


def forwarded(message: Part) -> dict[int, tuple[tuple[str, str], ...]]:
    """Names and values of the headers of each mail inside, by the ``id()`` of its first text."""
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for part in message.walk():
        if part.get_content_type() != "message/rfc822" or not part.is_multipart():
            continue
        for mail in cast("list[Part]", part.get_payload()):
            text = next((p for p in mail.walk() if p.get_content_type() == "text/plain"), None)
            shown = ((name, str(mail.get(name, ""))) for name in _SHOWN)
            found[id(text)] = tuple((name, value) for name, value in shown if value)
    return found
