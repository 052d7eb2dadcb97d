"""When a draft was written: mailers sort their folder of drafts by it.

The mailer that sends the draft sets its own. Two drafts that differ in nothing else are one.
"""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from datetime import datetime

_DATE = regex(rb"\ADate: [^\n]*\n")


def stamped(content: bytes, written: datetime) -> bytes:
    """The message with a ``Date`` in front; ``written`` has a time zone."""
    return f"Date: {format_datetime(written)}\n".encode() + content


def undated(content: bytes) -> bytes:
    """The message without the ``Date`` that ``stamped`` put in front."""
    return _DATE.sub(b"", content, count=1)
