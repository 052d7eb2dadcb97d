"""One turn: deliver what is ready, follow each list, deliver what that brought.

A list that breaks costs itself, and nothing that is ready waits for one.
"""

from __future__ import annotations

import sqlite3
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING

from reviewbot.errors import ReviewbotError
from reviewbot.frozen import frozen
from reviewbot.imap import RefusedError
from reviewbot.stop import Stop
from reviewbot.watch.archive import Archive
from reviewbot.watch.decide import WINDOW, Deciding
from reviewbot.watch.deliver import receiver
from reviewbot.watch.mirror import Wanted, pull, renew, there
from reviewbot.watch.note import Epoch, note
from reviewbot.watch.piped import take, waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from reviewbot.model.mail import Address
    from reviewbot.pipeline import Options
    from reviewbot.suppress import Suppression
    from reviewbot.watch.settings import MailingList, Settings
    from reviewbot.watch.state import WatchState


@frozen
class Watcher:
    """What a turn needs to know: the settings, who the user is, whom to tell, when to stop.

    ``suppress`` is what is not drafted for a list, by its name, on top of the options.
    """

    settings: Settings
    me: Address | None
    options: Options
    say: Callable[[str], None]
    stop: Stop = field(default_factory=Stop)
    suppress: Mapping[str, tuple[Suppression, ...]] = field(default_factory=dict)


def turn(
    watcher: Watcher,
    state: WatchState,
    now: float,
    since: float | None = None,
    *,
    pulls: bool = True,
) -> None:
    """Process every list once. A new list is followed from ``since`` on (default: now).

    Without ``pulls`` no server is asked: only what was piped in is new. Raises StoppedError where it was told to stop; what is ready is delivered then, too.
    """
    if state.is_clock_back(now):
        watcher.say(
            "the system clock moved backwards; messages from its future count as received now"
        )
    this = _Turn(watcher, state, now, now if since is None else since, pulls)
    said = set[str]()
    _tell(watcher, _deliver(watcher, state), said)
    try:
        for policy in watcher.settings.lists:
            try:
                with watcher.stop.heard():
                    this.follow(policy)
            except ReviewbotError as error:
                watcher.say(f"{policy.name}: {error}")
            except sqlite3.Error:  # of the state, without which there is nothing to do
                raise
            except Exception as error:  # noqa: BLE001  the bulkhead between a list and the others
                watcher.say(f"{policy.name}: could not be followed: {_unforeseen(error)}")
        state.forget(now - WINDOW.total_seconds())
    finally:
        _tell(watcher, _deliver(watcher, state), said)


@frozen
class _Turn:
    """A turn at one moment; a list that is new is followed from ``since`` on."""

    watcher: Watcher
    state: WatchState
    now: float
    since: float
    pulls: bool

    def follow(self, policy: MailingList) -> None:
        """Pull one list, note what is new, decide what is due: in steps that can be broken off."""
        watcher, state, now = self.watcher, self.state, self.now
        start = state.since(policy.name, self.since)
        past = start - policy.past.total_seconds()
        folder = watcher.settings.state / "lists" / policy.name
        wanted = Wanted(policy.url, folder, state.epochs(policy.name), past)
        mirror = pull(wanted) if policy.url and self.pulls else there(wanted)
        for fault in mirror.faults:
            watcher.say(f"{policy.name}: {fault}")
        for number, path in mirror.epochs.items():
            anew = partial(renew, wanted, number)
            note(Epoch(policy.name, number, path, start, anew), state, now, watcher.say)
        take(policy, waiting(watcher.settings.state, (policy,)), start, now, state)
        archive = Archive(policy, state, mirror.epochs, watcher.say)
        groups = archive.groups(now - WINDOW.total_seconds())
        Deciding(watcher, archive, now).decide(groups)


def _deliver(watcher: Watcher, state: WatchState) -> Iterator[str]:
    """Deliver what is not known to be delivered; a sentence for what is tried again next time."""
    waiting = state.undelivered()
    if not waiting:  # a server need not be asked
        return
    refused: list[str] = []
    try:
        with receiver(watcher.settings) as put:
            for key, content in waiting:
                if why := _refusal(put, key, content):
                    refused.append(why)
                else:
                    state.delivered(key)
    except ReviewbotError as error:
        yield str(error)
    except sqlite3.Error:  # of the state, as above
        raise
    except Exception as error:  # noqa: BLE001  the bulkhead between the drafts and the lists
        yield f"drafts could not be delivered: {_unforeseen(error)}"
    if refused:
        yield f"{refused[0]} ({len(refused)} in all)"


def _refusal(put: Callable[[str, bytes], object], key: str, content: bytes) -> str:
    """Why a draft was not taken; empty where it was. Raises ReviewbotError where none can be."""
    try:
        put(key, content)
    except RefusedError as error:
        return str(error)
    except ReviewbotError:
        raise
    except Exception as error:  # noqa: BLE001  the bulkhead between drafts
        return f"a draft could not be delivered: {_unforeseen(error)}"
    return ""


def _tell(watcher: Watcher, sentences: Iterator[str], said: set[str]) -> None:
    """Say each once a turn."""
    for sentence in sentences:
        if sentence not in said:
            watcher.say(sentence)
        said.add(sentence)


def _unforeseen(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
