"""What came before a series: its earlier revisions, and what people said."""

from __future__ import annotations

from dataclasses import astuple
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from reviewbot.model.series import Past
from reviewbot.thread.authors import Authors
from reviewbot.thread.change_id import change_ids
from reviewbot.thread.people import are_same, words
from reviewbot.thread.replies import Replies
from reviewbot.thread.target import kernels_of

if TYPE_CHECKING:
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Kind
    from reviewbot.model.series import Series, Thread


class Pasts:
    """The pasts of the series of a thread; replies are read when the first one is asked for."""

    def __init__(self, thread: Thread) -> None:
        self._thread = thread
        self._known: dict[int, Past] = {}

    def __call__(self, series: Series) -> Past:
        """The past of one series of the thread."""
        if id(series) not in self._known:
            self._known[id(series)] = self._past(series)
        return self._known[id(series)]

    @cached_property
    def _replies(self) -> Replies:
        return Replies(self._thread)

    def _past(self, series: Series) -> Past:
        earlier = earlier_of(self._thread, series)
        again = again_of(self._thread, series)
        comments = self._replies.comments((*earlier, *again, series))
        return Past(earlier, comments, again, self._added(series))

    def _added(self, series: Series) -> tuple[Message, ...]:
        """What the author of a series wrote right above or below its mails and is no patch."""
        mails = [mail.message for mail in series.mails]
        below = [one for mail in mails for one in self._below.get(mail.message_id, ())]
        above = {parent: None for mail in mails for parent in mail.in_reply_to}
        found = [*(self._texts[parent] for parent in above if parent in self._texts), *below]
        author = series.mails[0].message.author
        return tuple(one for one in found if are_same(one.author, author))

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


def past_of(thread: Thread, series: Series) -> Past:
    """The past of one series of the thread."""
    return Pasts(thread)(series)


def earlier_of(thread: Thread, series: Series) -> tuple[Series, ...]:
    """The earlier revisions of one series of the thread, newest first."""
    found = (
        one
        for one in thread.series
        if one.revision < series.revision and are_revisions(one, series)
    )
    return tuple(sorted(found, key=lambda one: -one.revision))


def are_revisions(one: Series, other: Series) -> bool:
    """Whether two are postings of one series, whatever their numbers, for the same kernels.

    A change-id they have in common tells, whoever posts it; else the same author and the title of
    the whole or of a patch, or, where one answers the other, the change of a patch to the letter.
    """
    if not _are_for_same_kernels(one, other):
        return False
    if set(change_ids(one)) & set(change_ids(other)):
        return True
    if not _have_one_author(one, other):
        return False
    if _titles(one) & _titles(other):
        return True
    return _answers(one, other) and bool(_changes(one) & _changes(other))


def _titles(series: Series) -> set[str]:
    return {series.title.lower(), *(patch.subject.title.lower() for patch in series.patches)}


def _changes(series: Series) -> set[frozenset[tuple[str, Kind, str]]]:
    return {patch.change for patch in series.patches if patch.change}


def _are_for_same_kernels(one: Series, other: Series) -> bool:
    """A revision that answers the one before may add the tag its author forgot."""
    ours, theirs = kernels_of(one), kernels_of(other)
    if ours == theirs:
        return True
    return not (ours and theirs) and one.revision != other.revision and _answers(one, other)


def _have_one_author(one: Series, other: Series) -> bool:
    """Whether one person posted both, or, in one thread, wrote both.

    There a first name alone tells, too, and whom the patches name as who wrote them.
    """
    ours, theirs = (series.mails[0].message.author for series in (one, other))
    if are_same(ours, theirs) or not any((*astuple(ours), *astuple(theirs))):
        return True
    if not _answers(one, other):
        return False
    name = words(ours.name)
    return (bool(name) and name == words(theirs.name)) or Authors.of(one.mails).overlaps(
        Authors.of(other.mails)
    )


def _answers(one: Series, other: Series) -> bool:
    """Whether one of them was posted in the thread of the other."""
    return _is_below(one, other) or _is_below(other, one)


def _is_below(later: Series, before: Series) -> bool:
    ids = {mail.message.message_id for mail in before.postings}
    head = later.mails[0].message
    return not ids.isdisjoint((*head.in_reply_to, *head.references))


def again_of(thread: Thread, series: Series) -> tuple[Series, ...]:
    """The older postings under the same revision number, newest first."""
    older = takewhile(lambda one: one is not series, thread.series)
    same = [o for o in older if o.revision == series.revision and are_revisions(o, series)]
    return tuple(reversed(same))


def is_again(one: Series, other: Series) -> bool:
    """Whether the whole of a series was posted twice under one number."""
    return (
        (one.revision, one.expected) == (other.revision, other.expected)
        and are_revisions(one, other)
        and (
            one.title.lower() == other.title.lower()
            or bool(set(change_ids(one)) & set(change_ids(other)))
            or _changes(one) == _changes(other)
        )
    )
