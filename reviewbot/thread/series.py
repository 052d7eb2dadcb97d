"""Messages to series: References first, the markers of the subjects second."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reviewbot.model.mail import Defect, Message
from reviewbot.model.patch import Patch
from reviewbot.model.series import Series, Thread
from reviewbot.thread.body import read_body
from reviewbot.thread.diff import BrokenFile, read_diff
from reviewbot.thread.messages import read_message
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Iterable

_APART = timedelta(days=4)  # an unthreaded series is posted in one go; a resent patch soon after
_EPOCH = datetime.fromtimestamp(0, UTC)


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
    return Thread(tuple(messages.values()), assemble(posts, defects), tuple(defects))


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


def assemble(posts: Iterable[Patch], defects: list[Defect]) -> tuple[Series, ...]:
    """Group covers and patches into series, oldest first; what was superseded goes to defects."""
    groups: list[_Group] = []
    by_id: dict[str, _Group] = {}
    for post in sorted(posts, key=_when):
        group = _by_references(post, by_id) or _by_markers(post, groups)
        if group is None:
            group = _Group(post)
            groups.append(group)
        group.add(post, defects)
        by_id[post.message.message_id] = group
        for reference in post.message.references[:1]:
            by_id.setdefault(reference, group)
    return tuple(group.series() for group in groups)


@dataclass
class _Group:
    """A series in the making."""

    first: Patch
    mails: dict[int, Patch] = field(default_factory=dict)

    def accepts(self, post: Patch) -> bool:
        """Same revision of as many patches; a single unnumbered patch is always alone."""
        ours, theirs = self.first.subject, post.subject
        return (
            ours.expected is not None
            and (ours.revision, ours.expected) == (theirs.revision, theirs.expected)
            and ours.is_rfc == theirs.is_rfc
        )

    def add(self, post: Patch, defects: list[Defect]) -> None:
        index = 1 if post.subject.index is None else post.subject.index
        if index in self.mails:
            defects.append(
                Defect(
                    self.mails[index].message.message_id,
                    "superseded",
                    f"posted again as {post.message.message_id}",
                )
            )
        self.mails[index] = post

    def series(self) -> Series:
        patches = tuple(self.mails[index] for index in sorted(self.mails) if index)
        cover = self.mails.get(0)
        head = cover or patches[0]
        return Series(
            title=head.subject.title,
            revision=head.subject.revision,
            is_rfc=head.subject.is_rfc,
            cover=cover,
            patches=patches,
            expected=head.subject.expected or 1,
        )


def _by_references(post: Patch, by_id: dict[str, _Group]) -> _Group | None:
    """The group of the nearest ancestor (or of a sibling under the same root) that fits."""
    for reference in (*post.message.in_reply_to, *reversed(post.message.references)):
        group = by_id.get(reference)
        if group and group.accepts(post):
            return group
    return None


def _by_markers(post: Patch, groups: list[_Group]) -> _Group | None:
    """An unthreaded series: same author, revision and count, near in time, a number still free."""
    for group in reversed(groups):
        if (
            group.accepts(post)
            and post.subject.index not in group.mails
            and group.first.message.author.email.lower() == post.message.author.email.lower()
            and abs(_when(post) - _when(group.first)) <= _APART
        ):
            return group
    return None


def _when(post: Patch) -> datetime:
    return post.message.date or _EPOCH


def _defect(message: Message, file: BrokenFile) -> Defect:
    return Defect(message.message_id, "diff", f"{file.path}: {file.reason}")
