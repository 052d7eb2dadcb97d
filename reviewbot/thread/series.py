"""Messages to a thread: what each carries, and the series of which they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.mail import Defect, Message
from reviewbot.thread.assemble import alone, assemble
from reviewbot.thread.border import attempt
from reviewbot.thread.inbody import written
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post
from reviewbot.thread.thread import Thread
from reviewbot.thread.unquote import recover

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

_NO_AUTHOR = "nothing in it tells the address of who wrote it, so that there is nobody to answer"


def read_thread(raws: Iterable[bytes]) -> Thread:
    """Parse the raw messages of a thread and put its series together; never raises."""
    messages: dict[str, Message] = {}
    defects: list[Defect] = []
    for raw in raws:
        message, faults = read_message(raw)
        defects += faults
        known = messages.setdefault(message.message_id, message)
        if known is not message and known.lines != message.lines:
            defects.append(
                Defect(message.message_id, "duplicate", "a second body under this id is not read")
            )
    return thread_of(messages.values(), defects)


def thread_of(messages: Iterable[Message], defects: Iterable[Defect] = ()) -> Thread:
    """Put the series of messages together that were read; ``defects`` are those of reading them."""
    messages = tuple(messages)
    present = {message.message_id for message in messages}
    defects = list(defects)
    posts: list[Patch] = []
    for message in messages:
        post, faults = read_post(message)
        defects += faults
        if post and not _is_forwarded_from(post, present):
            posts.append(post)
            if not message.author.email:
                defects.append(Defect(message.message_id, "no author", _NO_AUTHOR))
    quoted, faults = recover(messages, posts)
    defects += faults
    posts += quoted
    series = attempt(lambda: assemble(posts, defects), lambda error: _apart(posts, defects, error))
    return Thread(messages, series, tuple(defects))


def _apart(posts: list[Patch], defects: list[Defect], error: Exception) -> tuple[Series, ...]:
    """Each mail for itself, where it cannot be found out which of them are one series."""
    why = f"which mails are one series cannot be told: {type(error).__name__}"
    defects += [Defect(post.message.message_id, "unreadable", why) for post in posts]
    return tuple(map(alone, posts))


def _is_forwarded_from(post: Patch, present: Collection[str]) -> bool:
    """Whether the mail a patch was forwarded from is here itself."""
    return written(post.message, post.body, "message-id").strip("<>") in present
