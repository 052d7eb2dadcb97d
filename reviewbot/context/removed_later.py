"""Whether a later patch of the same series takes out again what a patch adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.context.positions import position
from reviewbot.context.series_lines import added_texts
from reviewbot.model.budget import spend
from reviewbot.model.patch import REMOVED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff, Patch

_Between = tuple[str, str, str]  # a line between its neighbours


def is_removed_later(context: DiffContext, file: FileDiff, line: DiffLine) -> bool:
    """Whether a later patch removes the line from between the same two, and none adds it again."""
    later = context.series.patches[position(context.patch, context.series) + 1 :]
    if not later:
        return False
    place = _place(file, line)
    spend(len(later))
    for number, patch in enumerate(later):
        if place in _removed(patch).get(file.path, ()):
            return not any(added_texts(each)[line.text.strip()] for each in later[number:])
    return False


def _place(file: FileDiff, line: DiffLine) -> _Between:
    """The line in the post-image."""
    hunk, at = file.hunk_of(line)
    before = (each.text for each in reversed(hunk.lines[:at]) if each.kind is not REMOVED)
    after = (each.text for each in hunk.lines[at + 1 :] if each.kind is not REMOVED)
    return next(before, ""), line.text, next(after, "")


@once_for_each
def _removed(patch: Patch) -> Mapping[str, set[_Between]]:
    """The lines a patch removes from each file."""
    found: dict[str, set[_Between]] = {}
    for file in patch.files:
        of_file = found.setdefault(file.old_path or "", set())
        for hunk in file.hunks:
            of_file.update(
                _between(hunk.pre, at) for at, line in enumerate(hunk.pre) if line.kind is REMOVED
            )
    return found


def _between(lines: Sequence[DiffLine], at: int) -> _Between:
    before = lines[at - 1].text if at else ""
    after = lines[at + 1].text if at + 1 < len(lines) else ""
    return before, lines[at].text, after
