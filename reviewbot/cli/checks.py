"""``reviewbot checks``: list the checks."""

from __future__ import annotations

from reviewbot.cli.unloaded import tell_unloaded

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``reviewbot checks``."""
    listing = commands.add_parser("checks", help="list the checks")
    listing.add_argument(
        "--measured", action="store_true", help="how often each was wrong, as its page says"
    )
    listing.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Show a line for each check."""
    from reviewbot.checks.describe import listing, measurements
    from reviewbot.checks.registry import all_checks, unloaded
    from reviewbot.cli.feedback import tallies
    from reviewbot.pager import page

    page(measurements(all_checks()) if options.measured else listing(all_checks(), tallies()))
    return tell_unloaded(unloaded())
