"""A bar on a terminal that tells how much of an archive is done, and when it will be."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tqdm import tqdm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Never

    from reviewbot.scan.pieces import Piece


@contextmanager
def bar_of(work: Sequence[Piece], left: Sequence[Piece] | None = None) -> Iterator[tqdm[Never]]:
    """Messages done of all there are; ``left`` are the pieces that are not done yet."""
    total = messages(work)
    done = total - messages(work if left is None else left)
    with tqdm(total=total, initial=done, unit=" mails", unit_scale=True, disable=None) as bar:
        yield bar


def messages(work: Sequence[Piece]) -> int:
    """How many there are in some pieces."""
    return sum(piece.stop - piece.start for piece in work)
