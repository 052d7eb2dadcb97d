"""``reviewbot explain``: show one check."""

from __future__ import annotations

from reviewbot.cli.unloaded import tell_unloaded

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot explain``."""
    explain = commands.add_parser("explain", help="show what a check reports, with examples")
    explain.add_argument("check", metavar="CHECK", help="FAMILY.NAME, as 'reviewbot checks' lists")
    explain.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Show what a check, or each of a family, reports."""
    from reviewbot.checks.describe import explanation
    from reviewbot.checks.registry import select, unloaded
    from reviewbot.pager import page

    page("\n".join(explanation(check) for check in select([options.check])))
    return tell_unloaded(unloaded([options.check]))
