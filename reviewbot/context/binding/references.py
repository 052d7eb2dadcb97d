"""Where a ``$ref`` of a binding leads to."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from reviewbot.context.levels import TreeContext
from reviewbot.context.whole import made_by
from reviewbot.knowledge.layout import bindings_root

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext

_SCHEMAS = "/schemas"


def from_root(path: str, reference: str) -> str:
    """A reference of the binding at ``path`` as one that holds everywhere: ``/schemas/...``."""
    folder = posixpath.dirname(path).removeprefix(bindings_root())
    return posixpath.normpath(posixpath.join(f"{_SCHEMAS}{folder}", reference))


def file_of(path: str, reference: str) -> str:
    """The path in the tree of the binding it refers to; empty where that is in no other file."""
    target, _, _ = reference.partition("#")
    if not target:
        return ""
    found = from_root(path, target)
    is_ours = found.startswith(f"{_SCHEMAS}/")
    return found.replace(_SCHEMAS, bindings_root(), 1) if is_ours else ""


def is_there(context: DiffContext, path: str) -> bool:
    """Whether a file is known to be there after the series: in the tree, or added by a patch."""
    if path and isinstance(context, TreeContext) and context.tree.read(path) is not None:
        return True
    return path in made_by(context.series)
