"""Label of a node in an example that nothing refers to.

Asks about added labels of devices.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.binding.conversion import is_conversion
from reviewbot.context.fix import retyped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.binding.binding import Binding
    from reviewbot.context.dts.node import Node

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("compatible",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each label that can be dropped."""
    for binding in () if is_conversion(context) else bindings(context):
        for node, label in _unused(binding):
            line = binding.lines[node.row]
            fix = retyped(line, line.text.replace(f"{label}: ", "", 1))
            yield Remark(binding.at(node), {"label": label}, fix=fix)


def _unused(binding: Binding) -> Iterator[tuple[Node, str]]:
    """The labels of added devices that their example has no other word of."""
    for example in binding.examples:
        for node, _ in example.tree.walk():
            if binding.adds(node) and "compatible" in node:
                yield from ((node, label) for label in node.labels if label not in example.used)
