"""What a person said about a patch mail, at the line it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Span


@frozen
class Comment:
    """One remark of a human reviewer in a reply.

    ``message`` is the reply, ``span`` where the comment stands in it and ``text`` what it says.
    ``on`` is the message-id of the cover or patch commented on and ``at`` its body line the
    comment stands below: the last one quoted above it; 0 where nothing of it is quoted there.
    ``over`` are the lines quoted below it, where all that the reply says stands above its quote.
    ``answered`` tells whether an author of the series replied to it.
    """

    message: Message
    span: Span
    text: str
    on: str
    at: int
    answered: bool = False
    over: tuple[int, ...] = ()
