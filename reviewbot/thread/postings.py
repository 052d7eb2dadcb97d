"""Which postings are of one series, and which of them takes the place of another."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reviewbot.frozen import values
from reviewbot.thread.authors import Authors
from reviewbot.thread.people import are_same, words
from reviewbot.thread.target import kernels_of

if TYPE_CHECKING:
    from reviewbot.model.patch import LineKind
    from reviewbot.model.series import Series
    from reviewbot.thread.thread import Thread


_AT_ONCE = timedelta(minutes=10)  # clocks differ, and mails of one sending overtake each other
_SOON = timedelta(hours=1)


def are_revisions(one: Series, other: Series) -> bool:
    """Whether two are postings of one series, whatever their numbers, for the same kernels.

    A change-id they have in common tells, whoever posts it; else the same author and the title of
    the whole or of a patch, or, where one answers the other, the change of a patch to the letter.
    """
    if not _are_for_same_kernels(one, other):
        return False
    if _have_one_change_id(one, other):
        return True
    if not _have_one_author(one, other):
        return False
    if one.titles & other.titles:
        return True
    return _answers(one, other) and bool(_changes(one) & _changes(other))


def replaces(later: Series, one: Series) -> bool:
    """Whether one is not to be reviewed any more because of a later revision.

    What was sent after that was not: its author counts anew, or each part by itself. Under two change-ids a patch in both does not make them one: it was moved from one to the other.
    """
    if later.revision <= one.revision or not are_revisions(one, later):
        return False
    if _is_after(one, later):
        return False
    if one.change_ids and later.change_ids and not _have_one_change_id(one, later):
        return one.title.lower() == later.title.lower()
    return True


def is_behind(later: Series, one: Series) -> bool:
    """Whether the whole of a series was posted once more, some time afterwards, with a lower number.

    Its author forgot the number, or began anew with what is no RFC any more.
    """
    return (
        later.revision < one.revision
        and later.expected == one.expected
        and _is_after(later, one)
        and later.title.lower() == one.title.lower()
        and are_revisions(one, later)
    )


def _is_after(later: Series, one: Series) -> bool:
    """Whether one was first sent some time after the other."""
    then, now = one.mails[0].message.date, later.mails[0].message.date
    if then is None or now is None or later.mails[0].subject.is_resend:
        return False
    return now - then > _AT_ONCE


def is_again(one: Series, other: Series) -> bool:
    """Whether the whole of a series was posted twice under one number."""
    return (
        (one.revision, one.expected) == (other.revision, other.expected)
        and are_revisions(one, other)
        and bool(
            one.title.lower() == other.title.lower()
            or _have_one_change_id(one, other)
            or (_changes(one) and _changes(one) == _changes(other))
        )
    )


def is_sent_again(one: Series, later: Series) -> bool:
    """Whether all of a series, or of what came of it, was sent once more within the hour.

    Nobody answers the first then.
    """
    then, now = one.mails[0].message.date, later.mails[0].message.date
    if one is later or then is None or now is None or not timedelta() <= now - then <= _SOON:
        return False
    return (
        one.revision == later.revision
        and bool(_changes(one))
        and _changes(one) <= _changes(later)
        and are_revisions(one, later)
    )


def sent_again(thread: Thread, series: Series) -> str:
    """The message-id of the posting that takes its place at once; empty where none does."""
    later = (o for o in thread.related.behind(series) if is_sent_again(series, o))
    return next((o.mails[0].message.message_id for o in later), "")


def _have_one_change_id(one: Series, other: Series) -> bool:
    return not set(one.change_ids).isdisjoint(other.change_ids)


def _changes(series: Series) -> set[frozenset[tuple[str, LineKind, str]]]:
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
    if are_same(ours, theirs) or not any((*values(ours), *values(theirs))):
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
