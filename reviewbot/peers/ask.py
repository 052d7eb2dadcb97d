"""Asks the peers that are on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.errors import UsageError
from reviewbot.model.complaint import PeerError
from reviewbot.model.finding import NO_TREE
from reviewbot.peers.checkpatch import CHECKPATCH
from reviewbot.peers.coccinelle import COCCINELLE
from reviewbot.peers.desk import desk, ignore
from reviewbot.peers.dt.doc_validate import DT_DOC_VALIDATE
from reviewbot.peers.dt.lint import YAMLLINT
from reviewbot.peers.dt.validate import DT_VALIDATE
from reviewbot.peers.kernel_doc import KERNEL_DOC
from reviewbot.peers.ruff import RUFF
from reviewbot.peers.shellcheck import SHELLCHECK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewbot.context.levels import PeerContext
    from reviewbot.context.repository import Repository
    from reviewbot.model.complaint import Complaint

_ALL = (
    *(CHECKPATCH, COCCINELLE, KERNEL_DOC),
    *(SHELLCHECK, RUFF),
    *(YAMLLINT, DT_DOC_VALIDATE, DT_VALIDATE),
)
PEERS = {peer.name: peer for peer in _ALL}

# those that are on without being named
BY_THEMSELVES = tuple(name for name, peer in PEERS.items() if peer.by_itself)


class TreePeers:
    """Those of these names, as HEAD of a repository has them; a ``Peers``."""

    def __init__(
        self,
        names: Iterable[str],
        repository: Repository | None,
        tell: Callable[[str], None] = ignore,
    ) -> None:
        self._peers = {name: PEERS[name] for name in known(names)}
        self._repository = repository
        self._tell = tell

    def complaints(self, name: str, context: PeerContext) -> tuple[Complaint, ...]:
        """What the one of that name says of a mail; nothing where it is off."""
        peer = self._peers.get(name)
        if peer is None or not peer.looks_at(context):
            return ()
        if self._repository is None:
            raise PeerError(NO_TREE)
        if peer.runs_tree and not self._repository.is_mine:
            raise PeerError("the tree is not yours, so nothing of it is run")
        with desk(self._repository, peer.needs, peer.likes, self._tell) as prepared:
            return tuple(peer.ask(prepared, context))


def known(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once; raises UsageError for one that no peer has."""
    named = tuple(dict.fromkeys(names))
    for name in named:
        if name not in PEERS:
            raise UsageError(f"no program {name!r} is known; there are {', '.join(PEERS)}")
    return named
