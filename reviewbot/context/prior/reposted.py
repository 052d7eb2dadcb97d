"""Whether a posting is an older one again: the same thing, and changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.similarity import alike
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

_ALIKE = 0.3  # likeness of two diffs below which they are two patches


def is_same_thing(older: Series, series: Series) -> bool:
    """Whether tags and number of patches are the same, and most of the titles."""
    tags, older_tags = (
        sorted(map(str.upper, one.mails[0].subject.tags)) for one in (series, older)
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
    return {text.strip() for _, kind, text in patch.change if kind is LineKind.REMOVED}
