"""All peers."""

from __future__ import annotations

from reviewbot.peers.checkpatch import CHECKPATCH
from reviewbot.peers.coccinelle import COCCINELLE
from reviewbot.peers.dt.doc_validate import DT_DOC_VALIDATE
from reviewbot.peers.dt.lint import YAMLLINT
from reviewbot.peers.dt.validate import DT_VALIDATE
from reviewbot.peers.kernel_doc import KERNEL_DOC
from reviewbot.peers.ruff import RUFF
from reviewbot.peers.shellcheck import SHELLCHECK

_ALL = (
    *(CHECKPATCH, COCCINELLE, KERNEL_DOC),
    *(SHELLCHECK, RUFF),
    *(YAMLLINT, DT_DOC_VALIDATE, DT_VALIDATE),
)
PEERS = {peer.name: peer for peer in _ALL}
