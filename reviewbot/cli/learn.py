"""``reviewbot learn``: learn from a source tree which call undoes which."""

from __future__ import annotations

import os

from reviewbot.cli.say import say
from reviewbot.errors import SourceError, UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot learn``."""
    learn = commands.add_parser("learn", help="learn which call undoes which from a source tree")
    learn.add_argument("tree", metavar="TREE", help="directory of a kernel-style source tree")
    learn.add_argument("-o", "--output", metavar="FILE", default="pairs.toml")
    learn.add_argument("-j", "--jobs", type=int, metavar="N", default=os.cpu_count() or 1)
    learn.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Mine the tree and write the table."""
    from pathlib import Path

    from reviewbot.learn import mine

    tree = Path(options.tree)
    if not tree.is_dir():
        raise SourceError(f"{tree} is no directory")
    text = mine(tree, say, options.jobs)
    try:
        Path(options.output).write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{options.output} cannot be written: {error.strerror}") from error
    say(f"wrote {options.output}")
    return 0
