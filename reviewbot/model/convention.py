"""A convention that a directory of the tree keeps, or does not: a check goes by it."""

from __future__ import annotations

from reviewbot.frozen import frozen


@frozen
class Convention:
    """Words of the good form and of the other, and how many of the files must have the good one.

    A file counts if it has a word of either; ``share`` is of these, of the directory of the file
    that is remarked on, between 0 and 1.
    """

    good: tuple[str, ...]
    other: tuple[str, ...]
    share: float
