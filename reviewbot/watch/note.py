"""Notes the messages that came on a list since it was read last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.fetch.epoch import read_blobs, unread
from reviewbot.fetch.history import changes, goes_on, tip
from reviewbot.frozen import frozen
from reviewbot.thread.carried import is_post
from reviewbot.thread.messages import read_head
from reviewbot.watch.state import Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from reviewbot.model.mail import Head
    from reviewbot.watch.state import WatchState

_DAY = 86400.0


@frozen
class Epoch:
    """An epoch of a list; posts count that are not older than ``since``.

    ``renew`` gets its mirror anew where that is damaged: what is said, and whether it is whole now.
    """

    list: str
    number: int
    path: Path
    since: float
    renew: Callable[[str], tuple[str, bool]]


def note(epoch: Epoch, state: WatchState, now: float, say: Callable[[str], None]) -> None:
    """Remember the messages an epoch got since it was read last.

    Of a history that breaks off and cannot be got anew, what is there counts where the source lacks
    the same, and nothing yet where the source is away.
    """
    here, known = tip(epoch.path), state.tip(epoch.list, epoch.number)
    if here is None or here == known:
        return
    found = changes(epoch.path, known)
    if found.cut:
        sentence, is_whole = epoch.renew(f"commit {found.cut} cannot be read")
        say(f"{epoch.list}: {sentence}")
        if not is_whole:
            return
        here, found = tip(epoch.path) or here, changes(epoch.path, known)
    if known and not found.cut and not goes_on(epoch.path, known, here):
        say(f"{epoch.list}: epoch {epoch.number} was rewritten; it is read anew")
        found = changes(epoch.path)
    blobs = [blob for blob in found.added if blob not in found.deleted]
    lost: list[str] = []
    state.note(epoch.list, epoch.number, here, _fresh(epoch, blobs, now, lost), found.deleted)
    if lost:
        say(f"{epoch.list}: epoch {epoch.number}: {unread(lost)}")


def _fresh(epoch: Epoch, blobs: list[str], now: float, lost: list[str]) -> Iterator[Seen]:
    """The messages of these blobs; those that cannot be read go to ``lost``."""
    for blob, raw in read_blobs(epoch.path, blobs):
        if raw is None:
            lost.append(blob)
            continue
        head = read_head(raw)
        is_open = is_since(head, epoch.since) and is_post(raw, head)
        yield Seen(blob, epoch.number, head, now, is_open)


def is_since(head: Head, since: float) -> bool:
    """Not older than the start, by its date; the clocks of senders may be a day off."""
    return head.date is None or head.date.timestamp() >= since - _DAY
