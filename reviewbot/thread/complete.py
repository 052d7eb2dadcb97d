"""Completes a thread with what a search finds of the same series and its earlier revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import replace
from reviewbot.model.mail import Defect
from reviewbot.thread.series import read_thread
from reviewbot.thread.wanted import wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewbot.model.series import Series
    from reviewbot.model.wanted import SearchRequest, SearchResult
    from reviewbot.thread.thread import Thread

_ROUNDS = 2  # the first may find the cover, which names what the second looks for


def complete(
    raws: tuple[bytes, ...], message_id: str, find: Callable[[SearchRequest], SearchResult]
) -> Thread:
    """The thread of ``raws`` and what ``find`` brings of the series ``message_id`` belongs to.

    If the search could not run or found nothing, a Defect says why.
    """
    thread = read_thread(raws)
    series, asked, fault = thread.series_of(message_id), None, ""
    for _ in range(_ROUNDS):
        want = wanted(thread, message_id)
        if fault or want is None or (asked and not _promising(want, asked, series)):
            break
        found = find(want)
        raws, asked, fault = (*raws, *found.raws), want, found.fault
        thread = _without_strangers(read_thread(raws), thread, message_id)
        series = thread.series_of(message_id)
    if asked and not fault and series and series.missing:
        fault = "a search did not find the missing patches either"
    if not fault:
        return thread
    return replace(thread, defects=(*thread.defects, Defect(message_id, "search", fault)))


def _promising(want: SearchRequest, asked: SearchRequest, series: Series | None) -> bool:
    """Whether a second search could find what the first did not: more is known by now.

    A patch that is read from a quote was looked for already.
    """
    lacking = series is None or series.missing or want.earlier
    known = want.author != asked.author or not set(want.titles) <= set(asked.titles)
    return bool(lacking) and known


def _without_strangers(thread: Thread, before: Thread, message_id: str) -> Thread:
    """Of what a search brought, only the series itself and its other revisions, with the replies.

    What was at hand before stays, whatever it is. Of the same revision there is one: a patch of
    the same title is also posted for each stable tree.
    """
    owner, assumed = thread.members, before.series_of(message_id)
    asked = owner.get(message_id)
    if asked is None and assumed:
        asked = owner.get(assumed.mails[0].message.message_id)
    family = {id(one) for one in (_without_reposts(thread, asked) if asked else ())}
    known = {message.message_id for message in before.messages}
    kept = {
        message.message_id
        for message in thread.messages
        if message.message_id in known or id(owner.get(message.message_id)) in family
    }
    return replace(
        thread,
        messages=tuple(m for m in thread.messages if m.message_id in kept),
        series=tuple(
            one
            for one in thread.series
            if id(one) in family or any(m.answer_to.message_id in known for m in one.mails)
        ),
        defects=tuple(defect for defect in thread.defects if defect.message_id in kept),
    )


def _without_reposts(thread: Thread, asked: Series) -> tuple[Series, ...]:
    """The series itself, and its postings under other numbers."""
    postings = thread.revisions_of(asked)
    return tuple(one for one in postings if one is asked or one.revision != asked.revision)
