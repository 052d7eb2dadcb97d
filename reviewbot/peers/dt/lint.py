"""``yamllint`` with the tree's own ``.yamllint``, asked about the lines a patch adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.peers.dt.binding import AFTER, FOLDER, changed, lay, placed, touches_bindings
from reviewbot.peers.dt.start import ask as ask_script
from reviewbot.peers.peer import Peer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint
    from reviewbot.peers.desk import Desk

_RULES = f"{FOLDER}.yamllint"


def ask(desk: Desk, context: PeerContext) -> Iterator[Complaint]:
    """What it says of the added lines."""
    bindings = changed(context)
    paths = lay(desk, AFTER, bindings)
    if not paths:
        return
    added = {binding.path: binding.added for binding in bindings}
    said = ask_script(desk, "yamllint", "lint", _RULES, *paths)
    sayings = ((paths[path], line, rule, words) for path, line, rule, words in said)
    yield from placed(bindings, (one for one in sayings if one[1] in added[one[0]]))


YAMLLINT = Peer(
    "yamllint", "yamllint", (_RULES,), (), ask, touches_bindings, runs_tree=False, by_itself=True
)
