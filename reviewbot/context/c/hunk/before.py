"""What a file was like before a patch: the habits that new code is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.levels import BlobContext, tree_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import FileDiff


def lines_before(context: DiffContext, file: FileDiff) -> Sequence[str]:
    """The lines of the pre-image: all where the file is known, else those of the hunks."""
    image = context.images.get(file) if isinstance(context, BlobContext) else None
    if image is None:
        return [line.text for hunk in file.hunks for line in hunk.pre]
    return image.pre.decode("utf-8", "surrogateescape").split("\n")


def lines_at_hand(context: DiffContext, file: FileDiff) -> Sequence[str]:
    """The same, and where the file is not known that of the tree, though it may be of another state."""
    is_known = isinstance(context, BlobContext) and file in context.images
    tree = None if is_known or file.old_path is None else tree_of(context)
    source = tree.read(file.old_path) if tree and file.old_path else None
    if source is None:
        return lines_before(context, file)
    return source.decode("utf-8", "surrogateescape").split("\n")
