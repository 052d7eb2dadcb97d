"""What a directory of the tree has again and again: there it is the custom."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from reviewbot.context.levels import tree_of
from reviewbot.knowledge.layout import is_devicetree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.levels import DiffContext


def customary(context: DiffContext, texts: Iterable[tuple[int, str]]) -> frozenset[int]:
    """The places of the mail whose text the directory of their file has in the tree, too.

    A text is there where no more of a name is around it. None without a tree, or in an example.
    """
    tree = tree_of(context)
    folders: dict[str, dict[int, str]] = {}
    for at, text in texts:
        file, _ = context.patch.anchors.get(at, (None, None))
        if file and is_devicetree(file.path):
            folders.setdefault(str(PurePosixPath(file.path).parent), {})[at] = text
    changed = [file.path for file in context.files]
    known = {
        folder: tree.mentioned(wanted.values(), folder, changed) if tree else frozenset()
        for folder, wanted in folders.items()
    }
    return frozenset(
        at
        for folder, wanted in folders.items()
        for at, text in wanted.items()
        if text in known[folder]
    )
