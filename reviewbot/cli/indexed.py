"""The index of a tree, begun in the background where all of it is searched without one."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from functools import cache

from reviewbot.cli.say import say

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from pathlib import Path

    from reviewbot.config import Config
    from reviewbot.model.review import Reference

# -P: the cwd is no place to import from
_COMMAND = (sys.executable, "-P", "-m", "reviewbot", "index", "--background", "--base")


def begin(tree: Reference | None, settings: Config) -> None:
    """Begin to index a large tree that was searched, unless the user wants none; say so."""
    if tree and tree.was_searched and settings.index:
        _begin(
            tree.path, tree.commit, "all of the tree was searched; its words are being looked up"
        )


def begin_for(root: Path | None, settings: Config) -> None:
    """Begin it before much is reviewed in a large tree that has none; say so.

    Raises UsageError where the root is no repository.
    """
    if root is None or not settings.index:
        return
    from reviewbot.context.repository import Repository

    with Repository(root) as tree:
        if not tree.is_indexed and tree.is_large:
            _begin(str(root), tree.commit, "the words of the tree are being looked up")


@cache  # once a process: it may be of no use
def _begin(root: str, commit: str, why: str) -> None:
    with suppress(OSError):  # no process can be had: the next review searches as this one did
        subprocess.Popen(  # noqa: S603  ourselves, about the user's own tree
            [*_COMMAND, commit, "--", root],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # to go on when we are done
        )
        say(f"{why} for the next time")
