"""``reviewbot new-check``: write the skeleton of a check."""

from __future__ import annotations

from reviewbot.streams import show

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot new-check``."""
    new = commands.add_parser("new-check", help="write the skeleton of a new check")
    new.add_argument("name", metavar="FAMILY.NAME")
    new.add_argument("--into", metavar="DIR", default=".", help="the checkout (default: here)")
    new.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the files of a new check and name them."""
    from pathlib import Path

    from reviewbot.scaffold import new_check

    for path in new_check(options.name, Path(options.into)):
        show(f"{path}\n")
    return 0
