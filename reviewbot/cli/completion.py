"""``reviewbot completion``: what makes a shell complete reviewbot's command line."""

from __future__ import annotations

import argparse

from reviewbot.streams import show

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    from collections.abc import Iterator

_SHELLS = ("bash", "zsh", "fish")
_DIRECTORIES = ("DIR",)
_FILES = ("ARCHIVE", "FILE", "PATH", "SOURCE", "TREE")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot completion``."""
    completion = commands.add_parser("completion", help="print the completion of a shell")
    completion.add_argument("shell", metavar="SHELL", choices=_SHELLS, help=", ".join(_SHELLS))
    completion.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Print the script for one shell."""
    import shtab

    from reviewbot.checks.registry import all_checks
    from reviewbot.cli import parser

    whole = parser()
    names = [check.name for check in all_checks()]
    for action in _arguments(whole):
        kinds = {action.metavar} if isinstance(action.metavar, str) else set(action.metavar or ())
        if action.dest == "check":
            action.choices = names
        elif kinds & {*_DIRECTORIES}:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
        elif kinds & {*_FILES}:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
    show(shtab.complete(whole, shell=options.shell) + "\n")
    return 0


def _arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """All options and arguments, those of the commands included."""
    for action in parser._actions:  # noqa: SLF001  argparse has no public way to walk a parser
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  the same
            for command in action.choices.values():
                yield from _arguments(command)
        else:
            yield action
