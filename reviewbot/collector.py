"""Python's garbage collector, set for work that makes many objects and next to no cycles."""

from __future__ import annotations

import gc

_OBJECTS = 100_000  # made before the youngest are looked through; Python's own: 2,000 or 700


def collect_seldom() -> None:
    """Look for cycles a tenth as often: it was an eighth of the time of a review."""
    gc.set_threshold(_OBJECTS, 20, 20)


def leave_all() -> None:
    """Look for no more cycles: a process that ends would, and it takes a tenth of one patch."""
    gc.freeze()
