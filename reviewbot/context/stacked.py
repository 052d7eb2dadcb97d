"""Patches of which one stands on what another one adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from reviewbot.model.patch import FileDiff, Patch

_TELLING = 4  # characters of a line that is no brace alone


def shows_lines_of(mail: Patch, other: Patch) -> bool:
    """Whether a patch shows lines that another one adds, without changing them."""
    added = {(file.path, line.text) for file in other.files for line in file.added()}
    return any(
        (file.old_path, line.text) in added and len(line.text.strip()) >= _TELLING
        for file in mail.files
        for hunk in file.hunks
        for line in hunk.lines
        if line.kind is LineKind.CONTEXT
    )


def names_of(mail: Patch, other: Patch) -> frozenset[str]:
    """The words that ``other`` brings into its files and that the changed hunks of a patch have."""
    brought = frozenset().union(*(_brought(file) for file in other.files))
    return brought & frozenset().union(*(_changed(file) for file in mail.files))


def _brought(file: FileDiff) -> frozenset[str]:
    """What its added lines have and the others do not."""
    added = frozenset().union(*(hunk.added_words for hunk in file.hunks))
    known = frozenset().union(*(hunk.words - hunk.added_words for hunk in file.hunks))
    removed = frozenset().union(*(hunk.removed_words for hunk in file.hunks))
    return frozenset(word for word in added - known - removed if len(word) >= _TELLING)


def _changed(file: FileDiff) -> frozenset[str]:
    return frozenset().union(*(hunk.added_words | hunk.removed_words for hunk in file.hunks))
