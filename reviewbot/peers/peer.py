"""What a peer is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint
    from reviewbot.peers.desk import Desk


def _has_files(context: PeerContext) -> bool:
    return bool(context.files)


@frozen
class Peer:
    """A program of the tree, and how it is asked.

    ``program`` is what of the system runs it. ``needs`` and ``likes`` are the files of the tree it
    is made of, by their paths: those that must be there, and those it does without. ``ask`` runs it
    at a desk where they lie, and reads what it says. Mails it does not ``look_at`` cost nothing.
    Where it only reads the tree, and runs none of it, it is not ``runs_tree``. One that is on ``by_itself``
    need not be named.
    """

    name: str
    program: str
    needs: tuple[str, ...]
    likes: tuple[str, ...]
    ask: Callable[[Desk, PeerContext], Iterable[Complaint]]
    looks_at: Callable[[PeerContext], bool] = _has_files
    runs_tree: bool = True
    by_itself: bool = False
