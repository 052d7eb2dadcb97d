"""One turn: deliver what is ready, follow each list, deliver what that brought.

A list that breaks costs itself, and nothing that is ready waits for one.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from reviewbot.errors import ReviewbotError
from reviewbot.frozen import field, frozen
from reviewbot.imap import RefusedError
from reviewbot.stop import Stop
from reviewbot.watch import ledger
from reviewbot.watch.box import looked
from reviewbot.watch.deliver import receiver
from reviewbot.watch.visit import WINDOW, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from reviewbot.model.finding import Finding
    from reviewbot.model.mail import Address
    from reviewbot.pipeline import Options
    from reviewbot.suppress import Suppression
    from reviewbot.watch.settings import Settings
    from reviewbot.watch.state import WatchState


def _not_kept(_findings: Iterable[Finding]) -> None:
    """Nobody wants to say what is wrong."""


@frozen
class Watcher:
    """What a turn needs to know: the settings, who the user is, whom to tell, when to stop.

    ``suppress`` is what is not drafted for a list, by its name, on top of the options. ``remember``
    is told what was found, so that one can say what is wrong of it.
    """

    settings: Settings
    me: Address | None
    options: Options
    say: Callable[[str], None]
    stop: Stop = field(default_factory=Stop)
    suppress: Mapping[str, tuple[Suppression, ...]] = field(default_factory=dict)
    remember: Callable[[Iterable[Finding]], object] = field(default=_not_kept, repr=False)


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
    visit = Visit(watcher, state, now, now if since is None else since, pulls)
    said = set[str]()
    _tell(watcher, _deliver(watcher, state), said)
    try:
        for policy in watcher.settings.lists:
            fault = ""
            try:
                with watcher.stop.heard():
                    visit.of(policy)
            except ReviewbotError as error:
                fault = str(error)
            except sqlite3.Error:  # of the state, without which there is nothing to do
                raise
            except Exception as error:  # noqa: BLE001  the bulkhead between a list and the others
                fault = f"could not be followed: {_unforeseen(error)}"
            if fault:
                watcher.say(f"{policy.name}: {fault}")
                ledger.broke(state.base, policy.name, fault, now)
        state.forget(now - WINDOW.total_seconds())
    finally:
        _tell(watcher, _deliver(watcher, state), said)
    ledger.look(state.base, looked(watcher.settings, ledger.boxed(state.base)))


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
