"""Words for the person at the terminal, beside the output."""

from __future__ import annotations

import sys
from contextlib import suppress


def say(line: str) -> None:
    """One line on stderr, free of what a terminal would obey."""
    clean = "".join(c if c.isprintable() else "?" for c in line)
    with suppress(OSError):  # a full disk, or nobody listens: the work goes on
        sys.stderr.write(f"{clean}\n")
        sys.stderr.flush()
