"""A reply draft: what a careful reviewer would have written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from datetime import datetime

    from reviewbot.model.mail import Address
    from reviewbot.model.patch import Subject


@frozen
class Draft:
    """One reply, ready to edit. ``body`` ends in a newline; message-ids without brackets.

    ``date`` is that of the mail replied to (the clock is not ours to read); a mailer that sends
    the draft sets its own. ``comments`` are what it says: body line of the patch → words below it.
    ``patch`` is the subject of the patch it is about, with the version of its series.
    """

    in_reply_to: str
    references: tuple[str, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    body: str
    date: datetime | None = None
    comments: tuple[tuple[int, str], ...] = ()
    patch: Subject | None = None
