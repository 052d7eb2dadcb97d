"""Messages to a thread: what each carries, and the series of which they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.mail import Defect, Message
from reviewbot.model.patch import Patch
from reviewbot.model.series import Thread
from reviewbot.thread.assemble import assemble
from reviewbot.thread.body import read_body
from reviewbot.thread.diff import BrokenFile, read_diff
from reviewbot.thread.messages import read_message
from reviewbot.thread.subject import read_subject
from reviewbot.thread.unquote import recover

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.series import Series


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
    posts: list[Patch] = []
    for message in messages.values():
        post, faults = read_post(message)
        defects += faults
        if post:
            posts.append(post)
    quoted, faults = recover(tuple(messages.values()), posts)
    defects += faults
    return Thread(tuple(messages.values()), assemble((*posts, *quoted), defects), tuple(defects))


def read_post(message: Message) -> tuple[Patch | None, tuple[Defect, ...]]:
    """The cover or patch a message carries; ``None`` for replies and everything else."""
    subject = read_subject(message.subject)
    if subject.is_reply:
        return None, ()
    body = read_body(message.lines)
    marked = subject.is_patch or subject.is_rfc
    if subject.index == 0:
        return Patch(message, subject, body, ()), ()
    if not body.diff or (not marked and message.in_reply_to):
        return None, ()
    files, broken = read_diff(message.lines, body.diff)
    defects = tuple(_defect(message, file) for file in broken)
    return Patch(message, subject, body, files), defects


def series_of(thread: Thread, message_id: str) -> Series | None:
    """The series a message belongs to: as cover or patch, or as a reply below one of them."""
    owner = {mail.message.message_id: series for series in thread.series for mail in series.mails}
    by_id = {message.message_id: message for message in thread.messages}
    queue, seen = [message_id], set[str]()
    while queue:
        current = queue.pop(0)
        if current in owner:
            return owner[current]
        if current in seen or current not in by_id:
            continue
        seen.add(current)
        message = by_id[current]
        queue += [*message.in_reply_to, *reversed(message.references)]
    return thread.series[0] if len(thread.series) == 1 else None


def _defect(message: Message, file: BrokenFile) -> Defect:
    return Defect(message.message_id, "diff", f"{file.path}: {file.reason}")
