"""``reviewbot learn``: learn from a tree, or who asks for what from archives."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import partial

from reviewbot.cli import learn_reviews
from reviewbot.cli.say import say
from reviewbot.cli.scan import positive
from reviewbot.errors import SourceError, UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot learn``."""
    learn = commands.add_parser(
        "learn",
        help="learn from a source tree which call undoes which and what its code keeps to, from "
        "archives who asks for what",
    )
    what = "kernel-style source tree, or a bare repository of it, to learn from"
    learn.add_argument("tree_to_mine", metavar="TREE", nargs="?", help=what)
    what = f"default: pairs.toml, or {learn_reviews.OUTPUT}"
    learn.add_argument("-o", "--output", metavar="FILE", help=what)
    what = "what the code keeps to; default: conventions.toml beside the other one"
    learn.add_argument("--conventions", metavar="FILE", help=what)
    what = "write only this table of the tree's (default: both)"
    learn.add_argument("--only", choices=("pairs", "conventions"), help=what)
    learn.add_argument("-j", "--jobs", type=positive, metavar="N", default=os.cpu_count() or 1)
    learn_reviews.add_to(learn.add_argument_group("from archives").add_argument)
    learn.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Mine a tree, or read archives, and write the table."""
    from pathlib import Path

    from reviewbot.learn import conventions, mine

    if bool(options.tree_to_mine) == bool(options.reviews):
        raise UsageError("name a TREE to learn from, or archives with --reviews")
    if options.reviews:
        return learn_reviews.run(options)
    tree = Path(options.tree_to_mine)
    if not tree.is_dir():
        raise SourceError(f"{tree} is not a directory")
    output = Path(options.output or "pairs.toml")
    kept = Path(options.conventions or output.with_name("conventions.toml"))
    tables = {"pairs": (output, mine), "conventions": (kept, conventions)}
    for name in [options.only] if options.only else tables:
        path, learned = tables[name]
        write(path, partial(learned, tree, say, options.jobs))
    return 0


def write(output: Path, learned: Callable[[], str]) -> None:
    """Write what is learned; that it cannot be written is said before hours of work."""
    from reviewbot import private

    with _writing(output):
        private.can_be_replaced(output)
    text = learned()
    with _writing(output):
        private.replace(output, text.encode(), shared=True)
    say(f"wrote {output}")


@contextmanager
def _writing(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}") from error
