"""What is known of the files of a driver around a patch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from reviewbot.context.levels import SeriesContext
    from reviewbot.model.patch import FileDiff


def is_for_devicetree(file: FileDiff, context: SeriesContext) -> bool:
    """Whether a file has a table of the devices of a devicetree it is for."""
    source = context.tree.read(file.path) if context.tree else None
    return b"of_device_id" in (source or b"")


def was_in_directory(name: str, file: FileDiff, context: SeriesContext) -> bool:
    """Whether a name was there before the patch, in its file or beside it."""
    folder = file.path.rpartition("/")[0]
    changed = {each.path for each in context.files}
    is_there = context.tree is not None and context.tree.mentioned({name}, folder, changed)
    return bool(is_there) or any(
        line.kind is LineKind.REMOVED and name in line.text
        for each in context.files
        for hunk in each.hunks
        for line in hunk.lines
    )
