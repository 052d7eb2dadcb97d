"""A message of a thread, and what was wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from datetime import datetime


@frozen
class Address:
    """A mailbox (RFC 5322, section 3.4); both parts decoded, either may be empty."""

    name: str
    email: str


@frozen
class Message:
    """One mail of a thread.

    ``lines`` is the decoded text body, line ends removed. Every location in the project is a
    1-based index into it, a *body line*. ``patch_at`` is the one a patch begins at that came as an
    attachment, or in a mail forwarded, below the text; 0 where none did. ``to``, ``cc`` and
    ``reply_to`` stay as they came: they are only decoded when a draft needs them, for parsing ten
    thousand addresses takes seconds. Message-ids come without angle brackets. ``author`` is who wrote the mail, whatever
    relay or list it came by; ``lists`` are the lower-case addresses of the latter, as its own
    headers give them. ``change_id`` is what b4 or Gerrit names the change by.
    """

    message_id: str
    subject: str
    author: Address
    date: datetime | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    to: str
    cc: str
    reply_to: str
    lines: tuple[str, ...]
    lists: tuple[str, ...] = ()
    change_id: str = ""
    patch_at: int = 0

    def line(self, number: int) -> str:
        """The text of body line ``number``; raises IndexError outside the body."""
        if number < 1:
            raise IndexError(number)
        return self.lines[number - 1]

    def precedes(self, other: Message) -> bool:
        """Whether it was sent before another one, as far as their dates tell."""
        return self.date is None or other.date is None or self.date < other.date


@frozen
class Head:
    """What tells where a message of an archive belongs.

    ``parents`` are the ids of ``In-Reply-To`` and ``References``; ``sender`` is who
    wrote it, as far as its headers tell.
    """

    message_id: str
    parents: tuple[str, ...]
    subject: str
    sender: Address
    date: datetime | None


@frozen
class Defect:
    """Something in a message that kept part of it from being read; shown, never a crash.

    ``kind`` is a short stable word (``oversized``, ``diff``, ``charset`` ...), ``detail`` a
    sentence for a person.
    """

    message_id: str
    kind: str
    detail: str
