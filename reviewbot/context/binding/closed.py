"""Whether what a child node refers to lets it have other properties, and whether its parent gives it some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.binding.references import file_of
from reviewbot.context.levels import TreeContext
from reviewbot.context.yaml.node import Node
from reviewbot.context.yaml.read import read
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.schema import Schema
    from reviewbot.context.levels import DiffContext

CLOSING = ("additionalProperties", "unevaluatedProperties")

_LISTED = ("properties", "patternProperties")
_REFERS = ("$ref", "allOf")
_HEAD = regex(r"\^?([\w-]*)")  # of a pattern, what the name of every node begins with


def is_closed(context: DiffContext, binding: Binding, reference: str) -> bool | None:
    """Whether the schema that a binding refers to, in itself or another one, is closed; ``None`` if not known.

    Without the tree it is known of no reference only: there is nothing to be closed.
    """
    target = file_of(binding.path, reference)
    if reference.startswith("#/"):
        return _is_closed(binding.root, reference)
    if not isinstance(context, TreeContext):
        return None if target else False
    root = _document(context, target)
    return root is not None and _is_closed(root, reference)


def has_from_above(context: DiffContext, binding: Binding, child: Schema) -> bool:
    """Whether a child node that refers to nothing has properties that it does not list."""
    if any(word in child for word in _REFERS):
        return False
    listed = child.get("properties")
    missing = _required(child).difference(listed.names if listed else ())
    patterns = child.get("patternProperties")
    heads = [_head(name) for name in (patterns.names if patterns else ())]
    if any(not any(map(name.startswith, heads)) for name in missing):
        return True
    return any(_names(root, child.name) for root in _above(context, binding, child))


def _above(context: DiffContext, binding: Binding, child: Schema) -> Iterator[Node]:
    """The documents of the tree that the parent of a child node refers to."""
    if child.above is None:
        return
    every = child.above.get("allOf")
    for one in (child.above.node, *(every.items if every else ())):
        reference = one.get("$ref")
        target = file_of(binding.path, reference.text) if reference else ""
        root = _document(context, target)
        if root is not None:
            yield root


def _required(schema: Schema) -> set[str]:
    required = schema.get("required")
    return {item.text for item in required.items} if required else set()


def _names(root: Node, name: str) -> bool:
    """Whether a document describes nodes called so: the name or pattern begins with the same words."""
    head = _head(name)
    listed = (found.names if (found := root.get(word)) else () for word in _LISTED)
    return bool(head) and any(_head(other) == head for names in listed for other in names)


def _head(name: str) -> str:
    """What all names begin with that are like one or fit a pattern."""
    found = _HEAD.match(name)
    return found[1] if found else ""


def _document(context: DiffContext, path: str) -> Node | None:
    """A file of the tree; ``None`` where it is not known, or no YAML."""
    source = context.tree.read(path) if path and isinstance(context, TreeContext) else None
    root = read(source) if source else None
    return root if isinstance(root, Node) else None


def _is_closed(root: Node, reference: str) -> bool:
    """Whether what a reference names of a document is: ``#/$defs/port``, or all of it."""
    node: Node | None = root
    for step in filter(None, reference.partition("#")[2].split("/")):
        node = node.get(step) if node else None
    return node is not None and any(_denies(node, word) for word in CLOSING)


def _denies(node: Node, word: str) -> bool:
    found = node.get(word)
    return found is not None and found.text == "false"
