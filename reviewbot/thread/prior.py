"""What came before a series: its earlier revisions, and what people said; and what followed it."""

from __future__ import annotations

from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from reviewbot.model.series import Prior
from reviewbot.thread.people import are_same
from reviewbot.thread.postings import are_revisions
from reviewbot.thread.replies import Replies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.model.mail import Message
    from reviewbot.model.series import Series
    from reviewbot.thread.thread import Thread


class PriorIndex:
    """What came before each series of a thread; replies are read when first asked for."""

    def __init__(self, thread: Thread) -> None:
        self._thread = thread
        self._known: dict[int, Prior] = {}

    def of(self, series: Series) -> Prior:
        """What came before one series of the thread."""
        if id(series) not in self._known:
            self._known[id(series)] = self._prior(series)
        return self._known[id(series)]

    @cached_property
    def _replies(self) -> Replies:
        return Replies(self._thread)

    def _prior(self, series: Series) -> Prior:
        related = self._thread.related.to(series)
        earlier, again = earlier_of(related, series), again_of(related, series)
        about = (*earlier, *again, series)
        comments = self._replies.comments(about)
        robots = self._replies.comments(about, by_robots=True)
        added, absent = self._added(series, again), self._absent(series)
        ahead, later = beyond_of(related, series)
        return Prior(earlier, comments, again, added, robots, absent, ahead, later)

    def _added(self, series: Series, again: tuple[Series, ...]) -> tuple[Message, ...]:
        """What the author wrote right above or below the mails of these and is no patch."""
        mails = [mail.message for one in (series, *again) for mail in one.postings]
        below = [one for mail in mails for one in self._below.get(mail.message_id, ())]
        above = {parent: None for mail in mails for parent in mail.in_reply_to}
        found = [*(self._texts[parent] for parent in above if parent in self._texts), *below]
        author = series.mails[0].message.author
        return tuple(one for one in found if are_same(one.author, author))

    def _absent(self, series: Series) -> frozenset[str]:
        """What the mails of a series answer that is not here."""
        parents = {parent for mail in series.mails for parent in mail.message.in_reply_to}
        return frozenset(parents - self._ids)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(message.message_id for message in self._thread.messages)

    @cached_property
    def _texts(self) -> dict[str, Message]:
        """The messages that are neither cover nor patch."""
        posts = {mail.message.message_id for one in self._thread.series for mail in one.postings}
        return {one.message_id: one for one in self._thread.messages if one.message_id not in posts}

    @cached_property
    def _below(self) -> dict[str, list[Message]]:
        """Those by what they reply to."""
        below: dict[str, list[Message]] = {}
        for message in self._texts.values():
            for parent in message.in_reply_to:
                below.setdefault(parent, []).append(message)
        return below


def prior_of(thread: Thread, series: Series) -> Prior:
    """What came before one series of the thread."""
    return PriorIndex(thread).of(series)


def earlier_of(those: Iterable[Series], series: Series) -> tuple[Series, ...]:
    """The earlier revisions of a series among those of its thread, newest first."""
    found = (one for one in those if one.revision < series.revision and are_revisions(one, series))
    return tuple(sorted(found, key=lambda one: -one.revision))


def again_of(those: Iterable[Series], series: Series) -> tuple[Series, ...]:
    """The older postings under the same revision number, newest first.

    ``those`` are in the order of the thread, the series itself among them.
    """
    older = takewhile(lambda one: one is not series, those)
    same = [o for o in older if o.revision == series.revision and are_revisions(o, series)]
    return tuple(reversed(same))


def beyond_of(
    those: Sequence[Series], series: Series
) -> tuple[tuple[Series, ...], tuple[Series, ...]]:
    """The postings under a higher revision number: the older ones, newest first; and those since.

    ``those`` are in the order of the thread, the series itself among them.
    """
    before = sum(1 for _ in takewhile(lambda one: one is not series, those))
    found = [
        (place, one)
        for place, one in enumerate(those)
        if one.revision > series.revision and are_revisions(one, series)
    ]
    ahead = tuple(one for place, one in reversed(found) if place < before)
    return ahead, tuple(one for place, one in found if place > before)
