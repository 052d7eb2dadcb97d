"""Decides the series of a list that are due, each once.

What breaks on messages that belong together costs those: it is said and they are settled, so that
the next turn does not meet them again.
"""

from __future__ import annotations

import sqlite3
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reviewbot.checks.registry import select
from reviewbot.context.repository import Repository
from reviewbot.errors import ReviewbotError
from reviewbot.fetch.epoch import read_blobs, unread
from reviewbot.model.finding import broke
from reviewbot.outbox import to_bytes
from reviewbot.pipeline import review_series
from reviewbot.report.summary import count
from reviewbot.stamp import stamped
from reviewbot.thread.past import Pasts
from reviewbot.thread.series import read_thread
from reviewbot.thread.together import together
from reviewbot.watch.ready import When, verdict
from reviewbot.watch.state import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from reviewbot.model.series import Series, Thread
    from reviewbot.watch.settings import MailingList
    from reviewbot.watch.state import Seen, State
    from reviewbot.watch.turn import Watcher

WINDOW = timedelta(days=180)  # how far back earlier revisions are looked for


@dataclass(frozen=True, slots=True)
class Deciding:
    """One list, at one moment."""

    watcher: Watcher
    state: State
    policy: MailingList
    epochs: tuple[Path, ...]
    now: float

    def decide(self) -> None:
        """Settle what is due among the series with open posts.

        Raises ReviewbotError for what the user, or the next turn, may mend; that stays open.
        """
        name = self.policy.name
        seen = self.state.messages(name, self.now - WINDOW.total_seconds())
        decided = self.state.decided(name)
        for numbers in together([each.head for each in seen]):
            group = [seen[number] for number in numbers]
            opened = {each.head.message_id: each.seen for each in group if each.open}
            if not opened:
                continue
            try:
                self._group(group, opened, decided)
            except (ReviewbotError, sqlite3.Error):
                raise
            except Exception as error:  # noqa: BLE001  the bulkhead between these and all others
                failure = broke(error, message_id=next(iter(opened)))
                self.watcher.say(f"{name}: {failure.sentence}")
                self.state.settle(name, opened)

    def _group(
        self, group: Sequence[Seen], opened: Mapping[str, float], decided: frozenset[str]
    ) -> None:
        name = self.policy.name
        raws = dict(self._raws(group))
        lost = [blob for blob, raw in raws.items() if raw is None]
        if lost:
            self.watcher.say(f"{name}: {unread(lost)}")
        thread = read_thread(raw for raw in raws.values() if raw is not None)
        ids = {mail.message.message_id for one in thread.series for mail in one.mails}
        self.state.settle(name, opened.keys() - ids)  # no patches after all
        for series in thread.series:
            posts = [mail.message.message_id for mail in series.mails]
            came = [opened[id_] for id_ in posts if id_ in opened]
            if series.mails[0].answer_to.message_id in decided:  # a straggler
                self.state.settle(name, posts)
            elif came:
                self._series(thread, series, max(came))

    def _series(self, thread: Thread, series: Series, came: float) -> None:
        watcher, policy = self.watcher, self.policy
        found = verdict(series, policy, timedelta(seconds=max(0.0, self.now - came)))
        if found.when is When.LATER:
            return
        drafts: tuple[bytes, ...] = ()
        if found.when is When.NOW:
            with watcher.stop.heard():
                drafts = _review(watcher, thread, series, self.now)
            name = f"{series.title} (v{series.revision})"
            watcher.say(f"{policy.name}: {name}: {count(len(drafts), 'draft')}, {found.why}")
        key = series.mails[0].answer_to.message_id
        posts = tuple(mail.message.message_id for mail in series.mails)
        self.state.decide(Decision(policy.name, key, found.why, posts, drafts), self.now)

    def _raws(self, group: Sequence[Seen]) -> Iterator[tuple[str, bytes | None]]:
        for number, epoch in enumerate(self.epochs):
            yield from read_blobs(epoch, [each.blob for each in group if each.epoch == number])


def _review(watcher: Watcher, thread: Thread, series: Series, now: float) -> tuple[bytes, ...]:
    """The drafts; what breaks is said."""
    checks = select(watcher.options.checks)
    tree = watcher.settings.tree
    with Repository(tree) if tree else nullcontext() as repository:
        review = review_series((series,), Pasts(thread), checks, repository, watcher.options)
    for failure in review.failures:
        watcher.say(failure.sentence)
    written = datetime.fromtimestamp(now, UTC)
    return tuple(stamped(to_bytes(draft, watcher.me), written) for draft in review.drafts)
