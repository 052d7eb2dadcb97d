"""What is known of the files of a driver around a patch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.levels import SeriesContext
    from reviewbot.model.patch import FileDiff

_CHARACTERS = 4000  # searched for a name in a step


def is_for_devicetree(file: FileDiff, context: SeriesContext) -> bool:
    """Whether a file has a table of the devices of a devicetree it is for."""
    source = context.tree.read(file.path) if context.tree else None
    return b"of_device_id" in (source or b"")


def introduced(named: Iterable[tuple[FileDiff, str]], context: SeriesContext) -> frozenset[str]:
    """The names that files have now, and neither they nor those beside them had before."""
    removed = "\n".join(context.removed())
    changed = {file.path for file in context.files}
    folders: dict[str, set[str]] = {}
    for file, name in named:
        spend(1 + len(removed) // _CHARACTERS)
        if name not in removed:
            folders.setdefault(file.path.rpartition("/")[0], set()).add(name)
    if context.tree is None:
        return frozenset()
    return frozenset[str]().union(
        *(
            names - context.tree.mentioned(names, folder, changed)
            for folder, names in folders.items()
        )
    )
