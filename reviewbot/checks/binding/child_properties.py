"""Child node of a binding that may have any property.

Reports an added child node, with ``properties`` of its own, that says neither
``additionalProperties`` nor ``unevaluatedProperties``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, TreeContext, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.references import file_of
from reviewbot.context.yaml.node import Node
from reviewbot.context.yaml.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.schema import Schema

SEVERITY = Severity.WARNING
ONCE = True
KINDS = ("word",)
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("properties",))

_CHILDREN = (("properties",), ("patternProperties",))
_ANYTHING = re.compile(r"\^?(?:\.\*|@)")  # a device of any name, which its own binding describes
_CLOSED = ("additionalProperties", "unevaluatedProperties")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each child node that is not closed."""
    for binding in bindings(context):
        for child in binding.find("**/*", has=("properties",), lacks=_CLOSED):
            is_open = _is_own_node(child) and not _is_closed(context, binding, child)
            if binding.compatibles and binding.adds(child) and is_open:
                word = _CLOSED["$ref" in child or "allOf" in child]
                yield Remark(binding.at(child), {"name": child.name, "word": word})


def _is_own_node(child: Schema) -> bool:
    """Whether nothing else describes it: not a definition, the device on a bus, or an endpoint."""
    if child.is_condition or child.path[-2:-1] not in _CHILDREN:
        return False
    return not _ANYTHING.match(child.name) and "graph.yaml" not in child.text("$ref")


def _is_closed(context: DiffContext, binding: Binding, child: Schema) -> bool:
    """Whether the schema it refers to, of the tree, lets it have nothing else."""
    target = file_of(binding.path, child.text("$ref"))
    source = context.tree.read(target) if target and isinstance(context, TreeContext) else None
    root = read(source) if source else None
    return isinstance(root, Node) and any(_says_no(root, word) for word in _CLOSED)


def _says_no(root: Node, word: str) -> bool:
    found = root.get(word)
    return found is not None and found.text == "false"
