"""A draft of a reply: who gets it, what it is called and which mail it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.draft import Draft
from reviewbot.reply.frames import addressed, references, reply_subject

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch


def reply(
    mail: Patch, body: str, me: frozenset[str], comments: tuple[tuple[int, str], ...] = ()
) -> Draft:
    """The reply to a patch or cover that says this; ``me`` are addresses left out, in lower case."""
    message = mail.answer_to
    to, cc = addressed(mail, me)
    return Draft(
        in_reply_to=message.message_id,
        references=references(message),
        to=to,
        cc=cc,
        subject=reply_subject(message.subject),
        body=body,
        date=message.date,
        comments=comments,
        patch=mail.subject,
    )
