"""The messages of a list as far as they are here: which belong together, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.fetch.epoch import read_blobs, unread
from reviewbot.frozen import frozen, replace
from reviewbot.thread.series import read_thread
from reviewbot.thread.together import together
from reviewbot.watch.state import PIPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from reviewbot.thread.thread import Thread
    from reviewbot.watch.settings import MailingList
    from reviewbot.watch.state import Seen, WatchState

Group = tuple["Seen", ...]


@frozen
class Archive:
    """The epochs of a list that can be read, by number, and what was piped in."""

    policy: MailingList
    state: WatchState
    epochs: Mapping[int, Path]
    say: Callable[[str], None]

    def groups(self, since: float) -> tuple[Group, ...]:
        """Messages that belong together, of those first seen since then and of all open ones."""
        seen = self.state.messages(self.policy.name, since)
        return tuple(
            tuple(seen[number] for number in numbers)
            for numbers in together([each.head for each in seen])
        )

    def is_here(self, each: Seen) -> bool:
        """Whether a message can be read; an epoch that cannot may be there again next time."""
        return each.epoch == PIPED or each.epoch in self.epochs

    def thread(self, group: Sequence[Seen]) -> Thread:
        """The thread of messages; those that are lost are said."""
        raws = dict(self._raws(group))
        lost = [blob for blob, raw in raws.items() if raw is None]
        if lost:
            self.say(f"{self.policy.name}: {unread(lost)}")
        thread = read_thread(raw for raw in raws.values() if raw is not None)
        profile = self.policy.manner.profile
        if not profile:
            return thread
        return replace(thread, series=tuple(replace(one, profile=profile) for one in thread.series))

    def _raws(self, group: Sequence[Seen]) -> Iterator[tuple[str, bytes | None]]:
        piped = (each.blob for each in group if each.epoch == PIPED)
        yield from self.state.kept(self.policy.name, piped)
        for number, epoch in self.epochs.items():
            yield from read_blobs(epoch, [each.blob for each in group if each.epoch == number])
