"""The files of a directory of the tree that are most likely written as one of a patch."""

from __future__ import annotations

from itertools import takewhile
from posixpath import dirname
from typing import TYPE_CHECKING

from reviewbot.context.levels import tree_of
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reviewbot.context.levels import DiffContext, Tree
    from reviewbot.model.patch import FileDiff

_READ = 4096  # bytes read in a step


def paths_beside(context: DiffContext, file: FileDiff, paths: Iterable[str]) -> list[str]:
    """Those of some paths that stand in the directory of a file, in order, but what the patch changes."""
    folder, changed = dirname(file.path), {each.path for each in context.files}
    return [path for path in sorted({*paths} - changed) if dirname(path) == folder]


def sources_beside(
    context: DiffContext, file: FileDiff, find: Callable[[Tree, str], Iterable[str]], most: int
) -> Iterator[str]:
    """The texts of so many files beside it, those named alike first, of the paths ``find`` tells.

    It gets the tree and the directory. None that the patch changes, and none without a tree.
    """
    tree, folder = tree_of(context), dirname(file.path)
    if tree is None or not folder:
        return
    beside = paths_beside(context, file, find(tree, folder))
    for path in sorted(beside, key=lambda path: -_shared(path, file.path))[:most]:
        source = tree.read(path) or b""
        spend(1 + len(source) // _READ)
        yield source.decode("utf-8", "replace")


def _shared(one: str, other: str) -> int:
    """How many characters two names begin with alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
