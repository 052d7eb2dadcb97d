"""Whether what is shown is painted."""

from __future__ import annotations

import os


def is_colored(option: str) -> bool:
    """Whether a terminal is to get colours (https://no-color.org), by what ``--color`` says."""
    from reviewbot.pager import is_screen

    if option == "auto":
        return is_screen() and not os.environ.get("NO_COLOR")
    return option == "always"
