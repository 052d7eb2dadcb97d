"""Label of a node in an example that nothing refers to.

Reports added labels of devices, and of what is below such a device, or the bus around it. Not where nodes beside them, which are no
devices, have such labels, too, nor of regulators, parts of a memory and endpoints: these are names for users
elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.conversion import is_conversion
from reviewbot.context.fix import retyped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.binding.examples import Example
    from reviewbot.context.dts.node import Node

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
NAMED = "label"
FINAL_ONLY = True
KERNEL_ONLY = True
_FOR_USERS = frozenset({"regulators", "nvmem-layout"})
_LINKED = frozenset({*_FOR_USERS, "port", "ports"})
WHEN = When(files=(".yaml",), words=("compatible",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each label that can be dropped."""
    for binding in () if is_conversion(context) else bindings(context):
        for node, label in _unused(binding):
            line = binding.lines[node.row]
            fix = retyped(line, line.text.replace(f"{label}: ", "", 1))
            yield Remark(binding.at(node), {"label": label}, fix=fix)


def _unused(binding: Binding) -> Iterator[tuple[Node, str]]:
    """The labels of added devices, and of their parts, that their example has no other word of."""
    for example in binding.examples:
        said: set[Node] = set()
        for node, above in example.tree.walk():
            if "compatible" in node:
                is_idle = not _are_names(above, example.used)
            else:
                is_idle = not said.isdisjoint(above) and _LINKED.isdisjoint(n.name for n in above)
            if is_idle and _is_idle(binding, example, node):
                buses = (each for each in above if each not in said and _is_bus(each))
                for each in (*(one for one in buses if _is_idle(binding, example, one)), node):
                    said.add(each)
                    yield from ((each, label) for label in each.labels)


def _is_bus(node: Node) -> bool:
    """Whether a node around a device is none itself."""
    return "compatible" not in node and node.name not in _LINKED


def _is_idle(binding: Binding, example: Example, node: Node) -> bool:
    """Whether an added node has labels, none of which the example has another word of."""
    is_named = bool(node.labels) and binding.adds(node)
    return is_named and not any(example.has(label) for label in node.labels)


def _are_names(above: Sequence[Node], used: Collection[str]) -> bool:
    """Whether the nodes of a parent have labels for whoever uses them."""
    parent = above[-1]
    others = (node for node in parent.children if "compatible" not in node)
    return parent.name in _FOR_USERS or any(
        label not in used for node in others for label in node.labels
    )
