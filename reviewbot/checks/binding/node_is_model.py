"""Node of an example that is named after its model, not after what it is.

Reports added nodes of examples whose name is the part of their ``compatible``, or begins with it. Not of
one that holds nodes of the generic name: a bridge to such devices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.conversion import is_conversion
from reviewbot.context.binding.node_names import generic_name, is_named_by_model
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.dts.node import Node

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("compatible",))

_CHILDREN = "**/properties|patternProperties/*"
_PER_STEP = 4000  # characters looked through


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each node of an example that a model gave its name."""
    sure = Confidence.MODERATE if is_conversion(context) else Confidence.HIGH
    for binding in bindings(context):
        wanted = " ".join(child.name for child in binding.find(_CHILDREN))
        for example in binding.examples:
            for node, _ in example.tree.walk():
                generic = generic_name(binding.path)
                is_model = binding.adds(node) and is_named_by_model(node)
                if is_model and not _is_in(wanted, node.name) and not _holds(node, generic):
                    facts = {"name": node.name, "generic": generic}
                    yield Remark(binding.at(node), facts, sure)


def _holds(node: Node, name: str) -> bool:
    """Whether nodes of a generic name are its children: it is what they are reached by."""
    return bool(name) and any(child.name == name for child in node.children)


def _is_in(wanted: str, name: str) -> bool:
    """Whether the schema wants a child to be called so, perhaps by a pattern."""
    spend(1 + len(wanted) // _PER_STEP)
    return name in wanted
