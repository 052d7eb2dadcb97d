"""Patches of which one stands on what another one adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

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
