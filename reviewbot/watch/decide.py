"""Decides the series of a list that are due, each once.

What breaks on messages that belong together costs those: it is said and they are settled, so that
the next turn does not meet them again.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reviewbot.checks.registry import select
from reviewbot.errors import ReviewbotError
from reviewbot.frozen import frozen, replace
from reviewbot.model.finding import broke
from reviewbot.outbox import to_bytes
from reviewbot.pipeline import review_series
from reviewbot.repeats import drafted_keys
from reviewbot.report.summary import count, not_repeated_lines
from reviewbot.stamp import stamped
from reviewbot.thread.clean import header_text
from reviewbot.thread.postings import replaces, sent_again
from reviewbot.thread.prior import PriorIndex
from reviewbot.trees.opened import Trees
from reviewbot.watch.manner import addressed, options_of
from reviewbot.watch.ready import COMPLETE, Verdict, When, verdict
from reviewbot.watch.said import posted, replies
from reviewbot.watch.state import Decision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewbot.model.review import Review
    from reviewbot.model.series import Series
    from reviewbot.thread.thread import Thread
    from reviewbot.watch.archive import Archive, Group
    from reviewbot.watch.settings import MailingList
    from reviewbot.watch.state import WatchState
    from reviewbot.watch.turn import Watcher


@frozen
class Deciding:
    """One list, at one moment."""

    watcher: Watcher
    archive: Archive
    now: float

    @property
    def policy(self) -> MailingList:
        """What is wanted of the list."""
        return self.archive.policy

    @property
    def state(self) -> WatchState:
        """What is known of it."""
        return self.archive.state

    def decide(self, groups: Iterable[Group]) -> int:
        """Settle what is due among the series with open posts; how many are to wait.

        Raises ReviewbotError for what the user, or the next turn, may mend; that stays open.
        """
        name = self.policy.name
        decided = self.state.decided(name)
        waiting = 0
        for group in groups:
            opened = {each.head.message_id: each.seen for each in group if each.open}
            if not opened or not all(self.archive.is_here(each) for each in group if each.open):
                continue
            try:
                waiting += self._group(group, opened, decided)
            except (ReviewbotError, ImportError, sqlite3.Error):  # as while it is being upgraded
                raise
            except Exception as error:  # noqa: BLE001  the bulkhead between these and all others
                failure = broke(error, message_id=next(iter(opened)))
                self.watcher.say(f"{name}: {failure.sentence}")
                self.state.settle(name, opened)
        return waiting

    def _group(self, group: Group, opened: Mapping[str, float], decided: frozenset[str]) -> int:
        name = self.policy.name
        thread = self.archive.thread(group)
        ids = {mail.message.message_id for one in thread.series for mail in one.mails}
        self.state.settle(name, opened.keys() - ids)  # no patches after all
        waiting = 0
        for series in thread.series:
            posts = [mail.message.message_id for mail in series.mails]
            came = [opened[id_] for id_ in posts if id_ in opened]
            first = series.mails[0].answer_to.message_id
            if not decided.isdisjoint((first, *posts)):  # a straggler, as a cover that comes last
                self.state.settle(name, posts)
            elif came:
                waiting += not self._series(thread, series, max(came))
        return waiting

    def _series(self, thread: Thread, series: Series, came: float) -> bool:
        """Settle a series; false where it is to wait."""
        watcher, policy = self.watcher, self.policy
        found = verdict(series, policy, timedelta(seconds=max(0.0, self.now - came)))
        if found.when is When.LATER:
            return False
        if found.when is When.NOW and (later := _replaced_by(thread, series)):
            found = Verdict(When.NEVER, f"superseded by v{later}")
        if found.when is When.NOW and (again := sent_again(thread, series)):
            found = Verdict(When.NEVER, f"sent again as <{again}>")
        decision = Decision(
            policy.name,
            series.mails[0].answer_to.message_id,
            found.why,
            tuple(mail.message.message_id for mail in series.mails),
            posted=posted(series, self.now),
        )
        review = None
        if found.when is When.NOW:
            with watcher.stop.heard():
                review = _review(self, thread, series)
            drafts = self._written(review)
            decision = replace(
                decision,
                drafts=drafts,
                replies=replies(review, series, drafts),
                remarks=tuple(drafted_keys(review.findings)),
            )
            watcher.say(f"{policy.name}: {_line(series, review, found.why)}")
        self.state.decide(decision, self.now)
        if review:  # what is settled cannot be lost by that
            watcher.remember(review.findings)
        return True

    def _written(self, review: Review) -> tuple[bytes, ...]:
        """The drafts as they are delivered."""
        written, me = datetime.fromtimestamp(self.now, UTC), self.watcher.me
        drafts = (addressed(draft, self.policy.manner) for draft in review.drafts)
        return tuple(stamped(to_bytes(draft, me), written) for draft in drafts)


def _replaced_by(thread: Thread, series: Series) -> int:
    """The number of the newest revision that takes the place of a series; 0 where it is that."""
    return max((one.revision for one in thread.series if replaces(one, series)), default=0)


def _review(deciding: Deciding, thread: Thread, series: Series) -> Review:
    """The review; what breaks is said."""
    watcher, policy = deciding.watcher, deciding.policy
    suppress = watcher.suppress.get(policy.name, ())
    options = options_of(watcher.options, policy.manner, suppress)
    options = replace(options, recall=deciding.state.drafted_on)
    checks, tree = select(options.checks), policy.manner.tree
    with Trees(tree, options.trees) as trees:
        review = review_series((series,), PriorIndex(thread).of, checks, trees, options)
    for failure in review.failures:
        watcher.say(failure.sentence)
    return review


def _line(series: Series, review: Review, why: str) -> str:
    """One line of what came of it: ``[PATCH v3 0/4] title <id>: 2 drafts (log.wrapped_url)``."""
    message = series.mails[0].answer_to
    checks = sorted({finding.check for finding in review.findings if finding.drafted})
    drafts = count(len(review.drafts), "draft") + (f" ({', '.join(checks)})" if checks else "")
    told = (drafts, *(() if why == COMPLETE else (why,)), *not_repeated_lines(review))
    name = f"{header_text(message.subject)} <{header_text(message.message_id)}>"
    return f"{name}: {', '.join(told)}"
