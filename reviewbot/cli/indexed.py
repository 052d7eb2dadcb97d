"""The index of a tree, begun in the background where a review had to search all of it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

from reviewbot.cli.say import say

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from reviewbot.config import Config
    from reviewbot.model.review import Reference

# -P: the cwd is no place to import from
_COMMAND = (sys.executable, "-P", "-m", "reviewbot", "index", "--background", "--base")


def begin(tree: Reference | None, settings: Config) -> None:
    """Begin to index a large tree that was searched, unless the user wants none; say so."""
    if tree is None or not tree.was_searched or not settings.index:
        return
    with suppress(OSError):  # no process can be had: the next review searches as this one did
        subprocess.Popen(  # noqa: S603  ourselves, about the user's own tree
            [*_COMMAND, tree.commit, "--", tree.path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # to go on when we are done
        )
        say("all of the tree was searched; its words are being looked up for the next time")
