"""What the files of a directory of the tree do, by the words in them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewbot.context.levels import Tree
    from reviewbot.model.convention import Convention

LEAST = 5  # files with either form, below which a directory has no habit: its parent is asked
_TOP = 2  # parts of a path above which everybody is asked: drivers/iio has a habit, drivers none


def keeps(convention: Convention, path: str, tree: Tree) -> bool:
    """Whether the directory of a file, or the nearest above it with enough files, keeps to it.

    The file itself does not count.
    """
    folder = PurePosixPath(path).parent
    while len(folder.parts) >= _TOP:
        share = _share(convention, str(folder), path, tree)
        if share is not None:
            return share >= convention.share
        folder = folder.parent
    return False


def _share(convention: Convention, folder: str, but: str, tree: Tree) -> float | None:
    """The share of the files with the good form; ``None`` where there are too few of either."""
    files = tree.files_with((*convention.good, *convention.other), folder)
    good = {path for word in convention.good for path in files[word]} - {but}
    either = good | ({path for word in convention.other for path in files[word]} - {but})
    return len(good) / len(either) if len(either) >= LEAST else None
