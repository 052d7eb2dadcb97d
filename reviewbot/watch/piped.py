"""Mails that are piped in: laid down first, so that none is lost, and taken by the next turn.

That turn is of the same process, or of the watch that is running. A mail is known by its content:
one that comes twice, or by a mirror as well, is taken once.
"""

from __future__ import annotations

import time
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot import private
from reviewbot.git.blob import blob_id
from reviewbot.thread.carried import is_post
from reviewbot.thread.mailboxes import addresses
from reviewbot.thread.messages import read_head, read_message
from reviewbot.watch.note import is_since
from reviewbot.watch.state import PIPED, Seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from reviewbot.watch.settings import MailingList
    from reviewbot.watch.state import WatchState


def meant(raw: bytes, lists: Iterable[MailingList]) -> MailingList | None:
    """The list a mail is for: by what it came by, else by whom it went to.

    The address of a list begins as its name does, or as the last part of its URL.
    """
    message, _ = read_message(raw)
    lists = tuple(lists)
    for emails in (message.lists, _emails(message.to), _emails(message.cc)):
        begins = {email.lower().partition("@")[0] for email in emails}
        for one in lists:
            if begins & {one.name, PurePosixPath(one.url).name.lower()}:
                return one
    return None


def _emails(value: str) -> list[str]:
    return [address.email for address in addresses(value)]


def lay_down(state: Path, list_: str, raw: bytes) -> None:
    """Keep a mail until a turn takes it; raises OSError."""
    folder = _folder(state, list_)
    private.folder(folder)
    private.add(folder / f"{time.time_ns():020}-{blob_id(raw)}.eml", raw)


def waiting(state: Path, lists: Iterable[MailingList]) -> tuple[Path, ...]:
    """The mails no turn took yet, in the order they came."""
    return tuple(path for one in lists for path in sorted(_folder(state, one.name).glob("*.eml")))


def take(
    policy: MailingList, files: Iterable[Path], start: float, now: float, state: WatchState
) -> None:
    """Remember the mails of a list; then their files go. Raises OSError."""
    files = tuple(files)
    state.keep(policy.name, _seen(files, start, now))
    for path in files:
        path.unlink(missing_ok=True)


def _seen(files: Iterable[Path], start: float, now: float) -> Iterator[tuple[Seen, bytes]]:
    for path in files:
        raw = path.read_bytes()
        head = read_head(raw)
        is_open = is_since(head, start) and is_post(raw, head)
        # by a mirror it comes under the same name
        yield Seen(blob_id(raw), PIPED, head, now, is_open), raw


def _folder(state: Path, list_: str) -> Path:
    return state / "piped" / list_
