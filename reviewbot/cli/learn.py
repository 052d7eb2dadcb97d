"""``reviewbot learn``: learn from a source tree which call undoes which."""

from __future__ import annotations

import os
from contextlib import contextmanager

from reviewbot.cli.say import say
from reviewbot.cli.scan import positive
from reviewbot.errors import SourceError, UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot learn``."""
    learn = commands.add_parser("learn", help="learn which call undoes which from a source tree")
    learn.add_argument("tree", metavar="TREE", help="directory of a kernel-style source tree")
    learn.add_argument("-o", "--output", metavar="FILE", default="pairs.toml")
    learn.add_argument("-j", "--jobs", type=positive, metavar="N", default=os.cpu_count() or 1)
    learn.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Mine the tree and write the table."""
    from pathlib import Path

    from reviewbot import private
    from reviewbot.learn import mine

    tree, output = Path(options.tree), Path(options.output)
    if not tree.is_dir():
        raise SourceError(f"{tree} is not a directory")
    with _writing(output):
        private.can_be_replaced(output)
    text = mine(tree, say, options.jobs)
    with _writing(output):
        private.replace(output, text.encode(), shared=True)
    say(f"wrote {output}")
    return 0


@contextmanager
def _writing(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}") from error
