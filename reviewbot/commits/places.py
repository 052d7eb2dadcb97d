"""What commits and places in them are called: as git shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.commits.mails import commit_of

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

_SHORT = 12  # hex digits, as the kernel cites commits
_ABOVE = 2  # lines of a message above its body: the title, and an empty one


def name(mail: Patch) -> str:
    """``1a2b3c4d5e6f``, or ``cover letter``."""
    return commit_of(mail.message.message_id)[:_SHORT] or "cover letter"


def in_message(mail: Patch, body_line: int) -> str:
    """``commit 1a2b3c4d5e6f, line 3``: counted from the title, which is the first."""
    if mail.subject.is_cover:
        return f"{name(mail)}, line {body_line + _ABOVE}"
    spans = (mail.body.log, mail.body.trailers, mail.body.notes)
    first = min((span.start for span in spans if span), default=1)
    return f"commit {name(mail)}, line {body_line - first + 1 + _ABOVE}"
