"""``reviewbot b4-check``: a check command of b4 review."""

from __future__ import annotations

import sys

from reviewbot.streams import show

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot b4-check``."""
    check = commands.add_parser(
        "b4-check",
        help="check the mail on stdin for b4 review",
        description="Check the mail on stdin and print the rows b4 review shows; exits 0.",
    )
    check.add_argument(
        "--series", action="store_true", help="the whole thread of the mail: a series command"
    )
    check.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Answer b4; 0 whatever the mail is."""
    from reviewbot.b4.bounded import answer

    show(answer(sys.stdin.fileno(), series=options.series) + "\n")
    return 0
