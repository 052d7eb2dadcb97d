"""A number of seconds on the command line."""

from __future__ import annotations


def seconds(text: str) -> float:
    """Some time, more than none; raises ValueError, which argparse words."""
    number = float(text)
    if not 0 < number < 1e9:  # noqa: PLR2004  thirty years; neither "inf" nor "nan"
        raise ValueError(text)
    return number
