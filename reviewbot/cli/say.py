"""Words for the person at the terminal, beside the output."""

from __future__ import annotations

import sys


def say(line: str) -> None:
    """One line on stderr, free of what a terminal would obey."""
    clean = "".join(c if c.isprintable() else "?" for c in line)
    sys.stderr.write(f"{clean}\n")
    sys.stderr.flush()
