"""One list in one turn: pulled, noted, decided, and looked through for what became of drafts."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from reviewbot.fetch.history import behind, tip
from reviewbot.frozen import frozen
from reviewbot.watch import ledger
from reviewbot.watch.archive import Archive
from reviewbot.watch.decide import Deciding
from reviewbot.watch.follow import Following
from reviewbot.watch.mirror import Wanted, pull, renew, there
from reviewbot.watch.note import Epoch, note
from reviewbot.watch.piped import take, waiting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reviewbot.watch.mirror import Mirror
    from reviewbot.watch.settings import MailingList
    from reviewbot.watch.state import WatchState
    from reviewbot.watch.turn import Watcher

WINDOW = timedelta(days=180)  # how far back earlier revisions are looked for


@frozen
class Visit:
    """What holds for all lists of a turn; one that is new is followed from ``since`` on."""

    watcher: Watcher
    state: WatchState
    now: float
    since: float
    pulls: bool

    def of(self, policy: MailingList) -> None:
        """Follow a list, in steps that can be broken off."""
        watcher, state, now = self.watcher, self.state, self.now
        ledger.began(state.base, policy.name, now)
        mirror = self._noted(policy)
        archive = Archive(policy, state, mirror.epochs, watcher.say)
        past = now - WINDOW.total_seconds()
        groups = archive.groups(past)
        left = Deciding(watcher, archive, now).decide(groups)
        options = watcher.options
        Following(archive, options.mine, past, now, options.trees).follow(groups)
        unread = self._unread(policy, mirror.epochs)
        ended = ledger.Turn(now, "; ".join(mirror.faults[:1]), unread, left)
        ledger.ended(state.base, policy.name, ended)

    def _noted(self, policy: MailingList) -> Mirror:
        """The mirror of a list, with all that is new noted."""
        watcher, state, now = self.watcher, self.state, self.now
        start = state.since(policy.name, self.since)
        folder = watcher.settings.state / "lists" / policy.name
        known = state.epochs(policy.name)
        wanted = Wanted(policy.url, folder, known, start - policy.past.total_seconds())
        mirror = pull(wanted) if policy.url and self.pulls else there(wanted)
        for fault in mirror.faults:
            watcher.say(f"{policy.name}: {fault}")
        for number, path in mirror.epochs.items():
            anew = partial(renew, wanted, number)
            note(Epoch(policy.name, number, path, start, anew), state, now, watcher.say)
        take(policy, waiting(watcher.settings.state, (policy,)), start, now, state)
        return mirror

    def _unread(self, policy: MailingList, epochs: Mapping[int, Path]) -> int:
        """How many messages are in the mirror that could not be noted."""
        known = {number: self.state.tip(policy.name, number) for number in epochs}
        late = {number for number, path in epochs.items() if tip(path) != known[number]}
        return sum(behind(epochs[number], known[number]) for number in late)
