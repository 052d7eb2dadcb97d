"""Whether what a child node refers to lets it have other properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.binding.references import file_of
from reviewbot.context.levels import TreeContext
from reviewbot.context.yaml.node import Node
from reviewbot.context.yaml.read import read

if TYPE_CHECKING:
    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.levels import DiffContext

CLOSING = ("additionalProperties", "unevaluatedProperties")


def is_closed(context: DiffContext, binding: Binding, reference: str) -> bool | None:
    """Whether the schema that a binding refers to, in itself or another one, is closed; ``None`` if not known.

    Without the tree it is known of no reference only: there is nothing to be closed.
    """
    target = file_of(binding.path, reference)
    if reference.startswith("#/"):
        return _is_closed(binding.root, reference)
    if not isinstance(context, TreeContext):
        return None if target else False
    source = context.tree.read(target) if target else None
    root = read(source) if source else None
    return isinstance(root, Node) and _is_closed(root, reference)


def _is_closed(root: Node, reference: str) -> bool:
    """Whether what a reference names of a document is: ``#/$defs/port``, or all of it."""
    node: Node | None = root
    for step in filter(None, reference.partition("#")[2].split("/")):
        node = node.get(step) if node else None
    return node is not None and any(_denies(node, word) for word in CLOSING)


def _denies(node: Node, word: str) -> bool:
    found = node.get(word)
    return found is not None and found.text == "false"
