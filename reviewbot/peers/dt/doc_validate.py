"""``dt-doc-validate`` of dtschema: whether changed bindings are proper schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.peers.dt import around
from reviewbot.peers.dt.binding import changed, lay, placed, touches_bindings
from reviewbot.peers.dt.newly import newly
from reviewbot.peers.dt.references import referred_to
from reviewbot.peers.dt.start import ask as ask_script
from reviewbot.peers.peer import Peer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint
    from reviewbot.peers.desk import Desk
    from reviewbot.peers.dt.binding import Binding, Saying

_NAME = "dt-doc-validate"


def ask(desk: Desk, context: PeerContext) -> Iterator[Complaint]:
    """What it says of the bindings after the patch, and not before."""

    def said(side: str, some: Sequence[Binding]) -> list[Saying]:
        paths = lay(desk, side, some)
        _lay_referred(desk, context, side, paths)
        told = ask_script(desk, _NAME, "meta", *paths) if paths else []
        return [(paths[path], line, kind, words) for path, line, kind, words in told]

    bindings = changed(context)
    yield from placed(bindings, newly(said, bindings))


def _lay_referred(desk: Desk, context: PeerContext, side: str, paths: dict[str, str]) -> None:
    """Put what they refer to beside them, so that it is found."""
    there = set(paths.values())
    for ours, path in paths.items():
        for other in referred_to(path, desk.read(ours)):
            content = None if other in there else around.read(context, other)
            if content is not None:
                desk.write(f"{side}/{other}", content)
                there.add(other)


DT_DOC_VALIDATE = Peer(_NAME, _NAME, (), (), ask, touches_bindings, runs_tree=False, by_itself=True)
