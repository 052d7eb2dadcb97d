"""Answers which files of a tree have a word, where the index knows the tree."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from reviewbot.context.index.keys import blobs_with
from reviewbot.context.index.store import LostError, opened, place_of
from reviewbot.errors import UsageError
from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import ExitStack
    from pathlib import Path

    from reviewbot.context.index.store import Store

_FEW = 2_000  # new blobs: what is learnt at once takes about a second


@frozen
class Lookup:
    """A tree of a repository as the index has it. All methods raise sqlite3.Error."""

    store: Store
    tree: tuple[int, ...]

    def entry(self, path: str) -> tuple[str, str] | None:
        """Mode and blob id of a regular file or a symbolic link."""
        return self.store.entry(self.tree, path)

    def others(self, under: str, most: int) -> set[str] | None:
        """The blob ids of the files below a directory that are no sources; ``None`` for more."""
        return self.store.others_under(self.tree, under, most)

    def files(self, word: str, under: str = "") -> list[tuple[str, str]]:
        """Path and blob id of the sources with a word, in order; one in a million has it not.

        ``under`` is a directory to look in.
        """
        pieces = self.store.buckets(word)
        blobs = {blob for keys, bits in pieces for blob in blobs_with(word, keys, bits)}
        if under and blobs:
            blobs &= self.store.blobs_under(self.tree, under)
        found = [each for blob in blobs for each in self.store.paths(self.tree, blob)]
        inside = f"{under}/" if under else ""
        return sorted(each for each in found if each[0].startswith(inside))


def looked_up(
    stack: ExitStack, indexed: Callable[[], tuple[Path, Path, str]], *, learns: bool = False
) -> Lookup | None:
    """The lookup of a tree, open until ``stack`` is closed; ``None`` without an index that has it.

    ``indexed`` tells where the objects are, the repository to ask for them, and the id of the tree.
    With ``learns`` one that differs from those known in few files is learnt at once.
    """
    try:
        objects, git_dir, tree = indexed()
        file = place_of(objects)
        if not file.is_file():
            return None
        return _lookup(stack.enter_context(opened(file)), git_dir, tree, learns=learns)
    except (OSError, sqlite3.Error, UsageError):
        return None


def _lookup(store: Store, git_dir: Path, tree: str, *, learns: bool) -> Lookup | None:
    if learns and not store.tree(tree) and store.whole():
        from reviewbot.context.index.build import learn  # noqa: PLC0415  numpy: a tenth of a second

        try:
            learn(store, git_dir, tree, _FEW)
        except LostError:
            return None
    numbers = store.tree(tree)
    return Lookup(store, numbers) if numbers else None
