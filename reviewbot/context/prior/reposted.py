"""Whether a posting is an older one again: the same thing, and changed since."""

from __future__ import annotations

from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from reviewbot.context.prior.numbering import is_counted_to
from reviewbot.context.similarity import alike
from reviewbot.model.patch import REMOVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Prior, Series

_LATELY = timedelta(days=180)
_AT_ONCE = timedelta(minutes=10)  # two patches of one title, or one that went out twice
_ALIKE = 0.3  # likeness of two diffs below which they are two patches


def posted_before(series: Series, prior: Prior) -> Iterator[Series]:
    """The postings of lately a series is again, under its number or a higher one, highest first.

    A revision of some of the patches is none: the others are those of the one before.
    """
    earlier = {mail.message.message_id for older in prior.earlier for mail in older.mails}
    ahead = () if is_counted_to(series) else prior.ahead
    for older in sorted((*ahead, *prior.reposts), key=attrgetter("revision"), reverse=True):
        is_apart = earlier.isdisjoint(mail.message.message_id for mail in older.mails)
        if is_apart and _is_lately(older, series) and _is_same_thing(older, series):
            yield older


def _is_lately(older: Series, series: Series) -> bool:
    """Whether the one was posted some time before the other, as far as is known; not long before."""
    then, now = older.mails[0].message.date, series.mails[0].message.date
    return then is None or now is None or _AT_ONCE < now - then <= _LATELY


def _is_same_thing(older: Series, series: Series) -> bool:
    """Whether tags and number of patches are the same, and most of the titles."""
    tags, older_tags = (
        sorted(map(str.upper, posting.mails[0].subject.tags)) for posting in (series, older)
    )
    titles = _by_title(series).keys()
    return (
        tags == older_tags
        and older.expected == series.expected
        and len(titles & _by_title(older).keys()) * 2 > len(titles)
    )


def has_changed(older: Series, series: Series) -> bool:
    """Whether the diff of a patch is another one than that of the same title before."""
    before = _by_title(older)
    return any(
        _is_changed(before[title], patch)
        for patch in series.patches
        if (title := patch.subject.title.lower()) in before
    )


def _by_title(series: Series) -> Mapping[str, Patch]:
    return {patch.subject.title.lower(): patch for patch in series.patches}


def _is_changed(before: Patch, now: Patch) -> bool:
    return _ALIKE <= alike(before, now) < 1 and _may_be_of_same_lines(before, now)


def _may_be_of_same_lines(one: Patch, other: Patch) -> bool:
    """Whether both take away some line: two patches of a title may each mend their own place."""
    ours, theirs = _removed(one), _removed(other)
    return not (ours and theirs) or not ours.isdisjoint(theirs)


def _removed(patch: Patch) -> set[str]:
    return {text.strip() for _, kind, text in patch.change if kind is REMOVED}
