"""How a report for people is shown: painted or plain, paged or not."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # typing itself costs a sixth of the start-up
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from reviewbot.report.paint import Piece


def painter(option: str) -> Callable[[Iterable[Piece]], str]:
    """What makes a text of a report, by what ``--color`` says."""
    if _is_colored(option):
        from reviewbot.report.terminal import painted

        return painted
    from reviewbot.report.paint import plain

    return plain


def show_report(pieces: Iterable[Piece], options: argparse.Namespace) -> None:
    """Show a report as ``--color`` and ``--no-pager`` say."""
    from reviewbot.pager import page
    from reviewbot.streams import show

    (show if options.no_pager else page)(painter(options.color)(pieces))


def _is_colored(option: str) -> bool:
    """Whether a terminal is to get colours (https://no-color.org)."""
    from reviewbot.pager import is_screen

    if option == "auto":
        return is_screen() and not os.environ.get("NO_COLOR")
    return option == "always"
