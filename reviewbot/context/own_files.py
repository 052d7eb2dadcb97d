"""Whether a patch is by somebody who looks after what it changes, and knows the habits there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.levels import tree_of
from reviewbot.context.maintainers import looks_after, maintains
from reviewbot.context.memo import once_for_each
from reviewbot.thread.people import from_in_body, signers

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.mail import Address
    from reviewbot.model.patch import FileDiff

_WROTE = ("signed-off-by:", "co-developed-by:", "originally-by:")


@once_for_each
def is_of_own_files(context: DiffContext) -> bool:
    """Whether the tree has the author, or who sent it, as maintainer or reviewer of each file; not so without a tree."""
    tree = tree_of(context)
    paths = [file.path for file in context.files]
    return tree is not None and any(looks_after(who, paths, tree) for who in _writers(context))


def is_of_own_file(context: DiffContext, file: FileDiff) -> bool:
    """Whether the tree has the author, or who sent it, as maintainer of this file."""
    tree = tree_of(context)
    return tree is not None and any(maintains(who, [file.path], tree) for who in _writers(context))


def _writers(context: DiffContext) -> tuple[Address, ...]:
    """Who sent the patch, and who else has written it or part of it."""
    lines = context.message.lines
    author = from_in_body(lines, context.body.headers)
    said = (context.message.line(at) for at in context.body.trailers)
    others = signers([line for line in said if line.lower().startswith(_WROTE)])
    return (context.message.author, *((author,) if author else ()), *others)
