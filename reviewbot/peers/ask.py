"""Asks the peers that are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.model.complaint import PeerError
from reviewbot.model.finding import NO_TREE
from reviewbot.peers.names import ignore, known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewbot.context.levels import PeerContext
    from reviewbot.context.repository import Repository
    from reviewbot.model.complaint import Complaint


class TreePeers:
    """The programs of these names, as HEAD of a repository has them; a ``Peers``."""

    def __init__(
        self,
        names: Iterable[str],
        repository: Repository | None,
        tell: Callable[[str], None] = ignore,
    ) -> None:
        self._names = known(names)
        self._repository = repository
        self._tell = tell

    def complaints(self, name: str, context: PeerContext) -> tuple[Complaint, ...]:
        """What the one of that name says of a mail; nothing where it is off."""
        if name not in self._names:
            return ()
        from reviewbot.peers.table import PEERS  # noqa: PLC0415  few mails are for one

        peer = PEERS[name]
        if not peer.looks_at(context):
            return ()
        if self._repository is None:
            raise PeerError(NO_TREE)
        if peer.runs_tree and not self._repository.is_mine:
            raise PeerError("the tree is not yours, so nothing of it is run")
        from reviewbot.peers.desk import desk  # noqa: PLC0415

        with desk(self._repository, peer.needs, peer.likes, self._tell) as prepared:
            return tuple(peer.ask(prepared, context))
