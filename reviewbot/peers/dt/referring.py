"""The bindings of the tree that refer to those a mail changes: their examples may fail by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.peers.dt import around
from reviewbot.peers.dt.binding import FOLDER, Binding, refusal
from reviewbot.peers.dt.references import referred_to

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.levels import PeerContext
    from reviewbot.peers.desk import Desk

_MOST = 5  # of a mail: of what hundreds refer to, some show what goes wrong
_LOOKED_AT = 200


def referring(
    desk: Desk, context: PeerContext, bindings: Sequence[Binding]
) -> dict[str, tuple[Binding, Binding]]:
    """Each, as it is before and after, with the one it refers to; by their paths."""
    found: dict[str, tuple[Binding, Binding]] = {}
    changed = {file.path for patch in context.series.patches for file in patch.files}
    for one in bindings:
        for path, content in _naming(desk, one) if _is_known(context, one) else ():
            is_other = path not in changed and one.path in referred_to(path, content)
            if is_other and len(found) < _MOST and not refusal(content):
                found.setdefault(path, (Binding(path, content, content, {}, {}), one))
    return found


def _is_known(context: PeerContext, binding: Binding) -> bool:
    """Whether it was there, and what it newly refers to is: else more than it changes is wanting."""
    if binding.before is None:
        return False
    old = set(referred_to(binding.path, binding.before))
    fresh = (path for path in referred_to(binding.path, binding.after) if path not in old)
    return all(around.read(context, path) is not None for path in fresh)


def _naming(desk: Desk, binding: Binding) -> Iterator[tuple[str, bytes]]:
    """The files with its name, those in its directory first."""
    folder, _, name = binding.path.rpartition("/")
    paths = desk.repository.paths_with(name, FOLDER)
    near = sorted(paths, key=lambda path: (not path.startswith(f"{folder}/"), path))
    for path in near[:_LOOKED_AT]:
        content = desk.repository.file(path)
        if content is not None and path != binding.path:
            yield path, content
