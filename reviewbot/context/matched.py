"""Compatible strings that drivers match, by the patch of a series that makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

_WORD = "compatible"
_MATCHED = regex(r"\.compatible\s*=\s*\"([^\"\s]{1,80})\"")


@once_for_each
def first_matches(series: Series) -> Mapping[str, int]:
    """The position of the first patch that makes a driver match each string."""
    found: dict[str, int] = {}
    for at, patch in enumerate(series.patches):
        for name in _matched(patch):
            found.setdefault(name, at)
    return found


def _matched(patch: Patch) -> Iterator[str]:
    """The strings of lines of C a patch adds, and does not only move."""
    hunks = [hunk for file in patch.files if file.is_c for hunk in file.hunks]
    lines = [
        line
        for hunk in hunks
        if _WORD in hunk.added_words | hunk.removed_words
        for line in hunk.lines
    ]
    before = {line.text.strip() for line in lines if line.kind is not ADDED}
    for line in lines:
        if line.kind is ADDED and line.text.strip() not in before:
            yield from _MATCHED.findall(line.text)
