"""Files around a patch: as the tree has them, else as a later patch of the series adds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.image import apply_exactly
from reviewbot.knowledge.layout import is_binding as names_binding
from reviewbot.peers.dt.binding import is_binding, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import PeerContext
    from reviewbot.model.patch import FileDiff


def read(context: PeerContext, path: str) -> bytes | None:
    """A file after this patch, or one that comes with a later one; ``None`` if there is none."""
    there = context.tree.read(path) if context.tree else None
    return there if there is not None else _later(context, path)


def bindings(context: PeerContext) -> Iterator[tuple[str, bytes]]:
    """Path and content of each binding that a patch of the series changes or adds."""
    files = (file for patch in context.series.patches for file in patch.files if is_binding(file))
    for path in dict.fromkeys(file.path for file in files):
        content = read(context, path)
        if content is not None and not refusal(content):
            yield path, content


def is_known(context: PeerContext) -> bool:
    """Whether the tree has the bindings as the series so far leaves them, and none as it was before."""
    last: dict[str, FileDiff] = {}
    for patch in context.series.patches:
        last |= {file.path: file for file in patch.files if is_binding(file)}
        if patch.message.message_id == context.message.message_id:
            break
    return (
        all(_shows(context.tree.read(path), file) for path, file in last.items())
        if context.tree
        else False
    )


def _shows(content: bytes | None, file: FileDiff) -> bool:
    """Whether a file is as its hunks leave it."""
    text = (content or b"").decode("utf-8", "surrogateescape").replace("\r\n", "\n")
    return all("\n".join(line.text for line in hunk.post) in text for hunk in file.hunks)


def gone(context: PeerContext) -> Iterator[str]:
    """The paths of bindings that the series so far has removed or renamed."""
    files = (file for patch in context.series.patches for file in patch.files)
    for path in dict.fromkeys(file.old_path for file in files if file.old_path):
        if names_binding(path) and context.tree and context.tree.read(path) is None:
            yield path


def _later(context: PeerContext, path: str) -> bytes | None:
    added = (
        file
        for patch in context.series.patches
        for file in patch.files
        if file.new_path == path and file.old_path is None
    )
    return next(
        (content for file in added if (content := apply_exactly(file, b"")) is not None), None
    )
