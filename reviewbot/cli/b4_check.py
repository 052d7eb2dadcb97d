"""``reviewbot b4-check``: a check command of b4's."""

from __future__ import annotations

import sys

from reviewbot.errors import UsageError
from reviewbot.streams import show

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot b4-check``."""
    check = commands.add_parser(
        "b4-check",
        help="check the mail on stdin for b4",
        description="Check the mail on stdin and print what b4 shows; exits 0.",
    )
    kind = check.add_mutually_exclusive_group()
    kind.add_argument(
        "--series", action="store_true", help="the whole thread of the mail: a series command"
    )
    kind.add_argument(
        "--format",
        choices=("rows", "line"),
        default="rows",
        help="rows for b4 review (default), lines for b4 am, shazam and prep --check",
    )
    check.add_argument(
        "--own",
        action="store_true",
        help="with --format line: the patch is your own, for b4 prep",
    )
    check.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Answer b4; 0 whatever the mail is."""
    from reviewbot.b4.bounded import Asked, answer

    as_lines = options.format == "line"
    if options.own and not as_lines:
        raise UsageError("--own needs --format line")
    told = answer(sys.stdin.fileno(), Asked(options.series, as_lines, options.own))
    if as_lines:
        import json

        show("".join(f"{each}\n" for each in json.loads(told)))
    else:
        show(told + "\n")
    return 0
