"""Whether what a child node refers to lets it have other properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.binding.references import file_of
from reviewbot.context.levels import TreeContext
from reviewbot.context.yaml.node import Node
from reviewbot.context.yaml.read import read

if TYPE_CHECKING:
    from reviewbot.context.levels import DiffContext

CLOSING = ("additionalProperties", "unevaluatedProperties")


def is_closed(context: DiffContext, path: str, reference: str) -> bool | None:
    """Whether the schema that the binding at ``path`` refers to is closed; ``None`` if not known.

    Without the tree it is known of no reference only: there is nothing to be closed.
    """
    target = file_of(path, reference)
    if not isinstance(context, TreeContext):
        return None if target else False
    source = context.tree.read(target) if target else None
    root = read(source) if source else None
    return isinstance(root, Node) and any(_denies(root, word) for word in CLOSING)


def _denies(root: Node, word: str) -> bool:
    found = root.get(word)
    return found is not None and found.text == "false"
