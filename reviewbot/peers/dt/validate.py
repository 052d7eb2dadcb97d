"""``dt-validate`` of dtschema: whether the examples of changed bindings are what the bindings say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reviewbot.model.complaint import REFERRING, PeerError
from reviewbot.peers.dt import around
from reviewbot.peers.dt.binding import AFTER, FOLDER, changed, lay, placed, touches_bindings
from reviewbot.peers.dt.compile import compiled
from reviewbot.peers.dt.newly import newly
from reviewbot.peers.dt.positions import position, positions
from reviewbot.peers.dt.referring import referring
from reviewbot.peers.dt.start import ask as ask_script
from reviewbot.peers.peer import Peer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.complaint import Complaint
    from reviewbot.peers.desk import Desk
    from reviewbot.peers.dt.binding import Binding, Saying
    from reviewbot.peers.dt.compile import Example

_NAME = "dt-validate"
_WANTING = "unmatched"  # what is said for want of a schema
_MOST = 20  # bindings whose examples are compiled


def ask(desk: Desk, context: PeerContext) -> Iterator[Complaint]:
    """What the compiler and dtschema say of the examples after the patch, and not before."""
    bindings = changed(context)
    if len(bindings) > _MOST:
        raise PeerError(f"it changes more than {_MOST} bindings")
    if not around.is_known(context):
        raise PeerError("the tree lacks a binding that the series changes, as it was before")

    def said(side: str, some: Sequence[Binding]) -> list[Saying]:
        paths = lay(desk, side, some)
        if not paths:
            return []
        examples = tuple(compiled(desk, context, paths))
        told = [(paths[each.path], *one) for each in examples for one in each.said]
        return told + _validated(desk, examples, paths, _instead(desk, context, side, bindings))

    yield from placed(bindings, newly(said, bindings))
    others = referring(desk, context, bindings)
    told = list(newly(said, [other for other, _ in others.values()]))
    if any(kind == _WANTING for _, _, kind, _ in told):
        return  # it refers to what is not here, and so do they now
    for path, _, _, words in told:
        if path in others:
            _, one = others[path]
            yield from placed(bindings, [(one.path, 0, REFERRING, f"{path}: {words}")])


def _instead(
    desk: Desk, context: PeerContext, side: str, bindings: Sequence[Binding]
) -> dict[str, str | None]:
    """What of the tree's bindings is another with the patch, or the series before it."""
    there: dict[str, str | None] = {
        path: desk.write(f"{side}-all/{path}", content)
        for path, content in around.bindings(context)
    }
    there |= dict.fromkeys(around.gone(context))
    if side != AFTER:
        there |= {each.path: None for each in bindings if each.before is None}
        old = [each for each in bindings if each.before is not None]
        there |= {path: ours for ours, path in lay(desk, side, old).items()}
    return there


def _validated(
    desk: Desk, examples: Sequence[Example], paths: dict[str, str], instead: dict[str, str | None]
) -> list[Saying]:
    by_dtb = {each.dtb: each for each in examples if each.dtb}
    other = desk.write("instead.json", json.dumps(instead).encode())
    from reviewbot.peers.dt.schemas import processed  # noqa: PLC0415  without a tree there are none

    rows = ask_script(desk, _NAME, "check", str(processed(desk)), other, *by_dtb)
    known: dict[str, dict[str, int]] = {}
    sayings: list[Saying] = []
    for file, node, below, kind, words in rows:
        if file.startswith(FOLDER):
            sayings.append((file, 0, kind, words))
            continue
        if file not in known:
            told = desk.run("dtc", "-q", "-O", "dts", "-T", by_dtb[file].source).said
            known[file] = positions(told)
        line = position(known[file], node, below, words)
        sayings.append((paths[by_dtb[file].path], line, kind, words))
    return list(dict.fromkeys(sayings))


DT_VALIDATE = Peer(_NAME, "dtc", (), (), ask, touches_bindings, runs_tree=False, by_itself=True)
