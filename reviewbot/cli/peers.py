"""Which programs of the tree a command lets look at patches."""

from __future__ import annotations

from reviewbot.cli.say import say
from reviewbot.errors import UsageError

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from reviewbot.config import Config

FAMILY = "peers"  # of the checks that ask them


def add_with(add: Callable[..., Any]) -> None:
    """Add ``--with``."""
    what = "run the tree's own checkpatch, kernel-doc, coccinelle, or shellcheck, ruff (by commas)"
    add("--with", metavar="NAMES", action="append", default=[], dest="peers", help=what)


def chosen(options: argparse.Namespace, settings: Config, tree: Path | None) -> tuple[str, ...]:
    """The programs named by ``--with``; else those of the settings, in a tree the user has named.

    Nothing of a tree runs because one happens to stand in it. Raises UsageError for an unknown name,
    and where a check that asks one is named, and none is on.
    """
    from reviewbot.peers.names import known

    named = known(name.strip() for each in options.peers for name in each.split(","))
    if not named and tree:
        named = known(settings.peers)
    elif not named and settings.peers:
        say(f"not run without --tree or reviewbot.tree: {', '.join(settings.peers)}")
    if not named and any(name.partition(".")[0] == FAMILY for name in options.check):
        raise UsageError(
            "checks that ask a program of the tree's are off; --with NAME turns them on"
        )
    return named


def by_themselves(settings: Config) -> tuple[str, ...]:
    """The programs that only read a tree, and are on unless the settings say otherwise."""
    from reviewbot.peers.names import BY_THEMSELVES, known

    off = known(settings.without)
    return tuple(name for name in BY_THEMSELVES if name not in off)
