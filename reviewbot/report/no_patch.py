"""Why there is no patch in what was read: what its messages are, and what of them was not read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.thread.clean import header_text
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.mail import Message
    from reviewbot.thread.thread import Thread

_ATTACHED = "attachment"
_UNREAD = frozenset({"oversized", "nested", "unreadable", "html"})  # nothing else is known of it
_HARMLESS = frozenset({"no-message-id", "charset", "duplicate", "search", _ATTACHED}) | _UNREAD
_WHAT = {
    "html": ("has only HTML text, which is not read", "have only HTML text, which is not read"),
    "oversized": ("is too large to be read", "are too large to be read"),
    "nested": ("has too many parts to be read", "have too many parts to be read"),
    "unreadable": ("cannot be read", "cannot be read"),
    "reply": ("is a reply without a patch", "are replies without a patch"),
    "pull": ("is a pull request", "are pull requests"),
    "empty": ("has no text", "have no text"),
    "other": ("has no diff", "have no diff"),
}


def why_no_patch(thread: Thread) -> str:
    """The second half of a sentence: ``2 are replies without a patch; 1 has no diff``."""
    return "; ".join([*_messages(thread), *_attached(thread), *_others(thread)])


def _messages(thread: Thread) -> Iterator[str]:
    unread = {one.message_id: one.kind for one in thread.defects if one.kind in _UNREAD}
    total = len(thread.messages)
    kinds = Counter(unread.get(each.message_id) or _kind(each) for each in thread.messages)
    for kind, (one, many) in _WHAT.items():
        if number := kinds[kind]:
            who = str(number) if number < total else "it" if total == 1 else "all"
            yield f"{who} {one if number == 1 else many}"


def _kind(message: Message) -> str:
    subject = read_subject(message.subject)
    if subject.is_reply:
        return "reply"
    if subject.is_pull:
        return "pull"
    return "other" if any(map(str.strip, message.lines)) else "empty"


def _attached(thread: Thread) -> Iterator[str]:
    details = [one.detail for one in thread.defects if one.kind == _ATTACHED]
    if len(details) > 1:
        yield f"{len(details)} patches are attached and were not read"
    elif details:
        yield header_text(details[0])


def _others(thread: Thread) -> Iterator[str]:
    """The first of each other kind of fault."""
    first = {one.kind: one.detail for one in reversed(thread.defects) if one.kind not in _HARMLESS}
    yield from map(header_text, first.values())
