"""Whether a patch is by somebody who looks after what it changes, and knows the habits there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.levels import tree_of
from reviewbot.context.maintainers import looks_after
from reviewbot.context.memo import once_for_each

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext


@once_for_each
def is_of_own_files(context: DiffContext) -> bool:
    """Whether the tree has the sender as maintainer or reviewer of each file; not so without a tree."""
    tree = tree_of(context)
    paths = [file.path for file in context.files]
    return tree is not None and looks_after(context.message.author, paths, tree)
