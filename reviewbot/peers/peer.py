"""What a peer is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint
    from reviewbot.peers.desk import Desk


@dataclass(frozen=True, slots=True)
class Peer:
    """A program of the tree, and how it is asked.

    ``needs`` and ``likes`` are the files it is made of, by their paths in the tree: those that must
    be there, and those that it does without. ``ask`` runs it at a desk where they lie, and reads
    what it says.
    """

    name: str
    needs: tuple[str, ...]
    likes: tuple[str, ...]
    ask: Callable[[Desk, PeerContext], Iterable[Complaint]]
