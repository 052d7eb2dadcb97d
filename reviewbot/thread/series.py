"""Messages to a thread: what each carries, and the series of which they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.mail import Defect, Message
from reviewbot.model.series import Thread
from reviewbot.thread.assemble import alone, assemble
from reviewbot.thread.border import attempt
from reviewbot.thread.inbody import written
from reviewbot.thread.messages import read_message
from reviewbot.thread.post import read_post
from reviewbot.thread.shortlog import shortlog
from reviewbot.thread.subject import read_subject
from reviewbot.thread.unquote import recover

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from reviewbot.model.patch import Patch, Subject
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


def series_of(thread: Thread, message_id: str) -> Series | None:
    """The series a message belongs to; the only one there is, where nothing shows which."""
    known = members(thread).get(message_id)
    return known or (thread.series[0] if len(thread.series) == 1 else None)


def members(thread: Thread) -> dict[str, Series]:
    """The series each message belongs to, by id: as cover or patch, or as a reply below one.

    A reply to a mail that is not here belongs to the series that has, or lists, the patch its
    subject names.
    """
    owner: dict[str, Series] = {}
    for one in thread.series:
        for mail in one.postings:  # what a re-roll kept belongs to the series it was posted in
            owner.setdefault(mail.message.message_id, one)
    by_id = {message.message_id: message for message in thread.messages}
    named = _named(thread.series)
    for message in thread.messages:
        series = _above(message, by_id, owner) or named.get(_name(read_subject(message.subject)))
        if series:
            owner[message.message_id] = series
    return owner


def _above(message: Message, by_id: dict[str, Message], owner: dict[str, Series]) -> Series | None:
    """The series of the nearest known mail above this one, or of itself."""
    queue, seen = [message.message_id], set[str]()
    while queue:
        current = queue.pop(0)
        if current in owner:
            return owner[current]
        if current in seen or current not in by_id:
            continue
        seen.add(current)
        queue += [*by_id[current].in_reply_to, *reversed(by_id[current].references)]
    return None


def _named(series: Iterable[Series]) -> dict[tuple[str, int], Series]:
    """Title and revision of each patch, listed ones too, of which there is only one."""
    found: dict[tuple[str, int], list[Series]] = {}
    for one in series:
        listed = shortlog(one.cover.message.lines, one.expected) if one.cover else ()
        for title in {t.lower() for t in (*(m.subject.title for m in one.mails), *listed)}:
            found.setdefault((title, one.revision), []).append(one)
    return {name: those[0] for name, those in found.items() if len(those) == 1}


def _name(subject: Subject) -> tuple[str, int]:
    """By what a reply names a patch; nothing that is one where it does not."""
    return (subject.title.lower() if subject.is_patch else "", subject.revision)
