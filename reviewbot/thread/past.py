"""What came before a series: its earlier revisions, and what people said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.series import Past
from reviewbot.thread.replies import read_comments

if TYPE_CHECKING:
    from reviewbot.model.series import Series, Thread


def past_of(thread: Thread, series: Series) -> Past:
    """The past of one series of the thread."""
    found = (
        one
        for one in thread.series
        if one.revision < series.revision and are_revisions(one, series)
    )
    earlier = tuple(sorted(found, key=lambda one: -one.revision))
    return Past(earlier, read_comments(thread, (*earlier, series)))


def are_revisions(one: Series, other: Series) -> bool:
    """Whether two are revisions of one series: same author, and a title of theirs in common.

    The title may be that of the whole series or of one of its patches.
    """
    if one.author != other.author:
        return False
    titles = [
        {series.title.lower(), *(patch.subject.title.lower() for patch in series.patches)}
        for series in (one, other)
    ]
    return bool(titles[0] & titles[1])
