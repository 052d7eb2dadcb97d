"""``reviewbot index``: look up the words of a tree once, so that no review has to search it."""

from __future__ import annotations

import os
from functools import partial

from reviewbot.cli.say import say
from reviewbot.errors import SourceError, UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from pathlib import Path
    from typing import Any

    from tqdm import tqdm

    from reviewbot.context.index.make import Made

_NICE = 10
_MEGABYTE = 1e6


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot index``."""
    index = commands.add_parser(
        "index",
        help="look up the words of a source tree once",
        description="Look up once which files of a tree have which words, so that no review has to"
        " search it: half a minute and 90 MB for Linux, in ~/.cache/reviewbot/words. What changes"
        " later is learnt when it is needed.",
    )
    add = index.add_argument
    add("tree", metavar="TREE", nargs="?", help="git repository (default: reviewbot.tree, or here)")
    add("--base", metavar="REVISION", default="HEAD", help="the commit meant (default: HEAD)")
    add("--background", action="store_true", help="be nice to other processes, and say nothing")
    index.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Make the index, or have it learn what is new."""
    from pathlib import Path

    from reviewbot.cli.settings import load
    from reviewbot.context.index.make import BusyError
    from reviewbot.context.repository import enclosing

    root = Path(options.tree) if options.tree else load().tree or enclosing(Path())
    if root is None:
        raise UsageError("give the git repository of a tree: there is none here")
    if options.background:
        os.nice(_NICE)
    try:
        made = _made(root, options.base, quiet=options.background)
    except BusyError:
        said = f"another process makes the index of {root}"
    else:
        size = made.size / _MEGABYTE
        said = f"{made.file}: the words of {made.blobs} versions of files, {size:.0f} MB"
    if not options.background:
        say(said)
    return 0


def _made(root: Path, revision: str, *, quiet: bool) -> Made:
    import sqlite3

    from tqdm import tqdm

    from reviewbot.context.index.make import make
    from reviewbot.context.index.store import LostError
    from reviewbot.context.repository import Repository

    with (
        Repository(root, revision) as repository,
        tqdm(unit=" files", unit_scale=True, disable=True if quiet else None) as bar,
    ):
        try:
            return make(*repository.indexed(), partial(_show, bar))
        except LostError as error:
            why = "objects of it are not here (a partial clone?)"
            raise SourceError(f"{root}: {why}") from error
        except (OSError, sqlite3.Error) as error:
            raise UsageError(f"the index of {root} cannot be written: {error}") from error


def _show(bar: tqdm[Any], done: int, total: int) -> None:
    bar.total = total
    bar.update(done - bar.n)
