"""What a series says, where its changelog may be, of review tags it does not carry on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reviewbot.context.memo import once_for_each
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.review_tags import ReviewTag
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

_SEARCHED = 10  # lines searched for a name in a step
_TAG = r"\b(?:tags?|trailers?|reviewed|reviews?|acked|acks?|tested|[rat]-?bs?)\b"
_OF_TAGS = regex(rf"(?i){_TAG}")
_DROPPED = regex(
    r"(?i)\b(?:drop|remov|strip|omit|los[et]|left|leav|reset|clear|discard|"
    r"(?:not?|n't|without) (?:kept|keep|carr|add|pick|collect|includ))"
    rf"[a-z]*[^.]{{0,80}}{_TAG}"
)


def tells_of_tag(series: Series, tag: ReviewTag) -> bool:
    """Whether it says that tags were dropped, or names who gave this one beside a word for tags."""
    told = _told(series)
    surname = tag.name.split()[-1].lower()
    spend(1 + len(told.lines) // _SEARCHED)
    return told.of_all or any(surname in line for line in told.lines)


class _Told(NamedTuple):
    """Whether a series tells of all its tags; and its lines, lower-case, that may tell of one."""

    of_all: bool
    lines: Sequence[str]


@once_for_each
def _told(series: Series) -> _Told:
    lines = [line for mail in series.mails for line in _text(mail)]
    of_tags = tuple(line.lower() for line in lines if _OF_TAGS.search(line))
    return _Told(bool(_DROPPED.search(" ".join(lines))), of_tags)


def _text(mail: Patch) -> list[str]:
    """The text of a cover letter, and what stands below the ``---``."""
    log = mail.body.log if mail.subject.is_cover else ()
    return [mail.message.line(at) for at in (*log, *mail.body.notes)]
