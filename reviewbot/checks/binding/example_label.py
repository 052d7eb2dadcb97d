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

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("compatible",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each label that can be dropped."""
    for binding in () if is_conversion(context) else bindings(context):
        for example in binding.examples:
            for node, _ in example.tree.walk():
                if binding.adds(node) and "compatible" in node:
                    for label in node.labels:
                        if label not in example.used:
                            line = binding.lines[node.row]
                            fix = retyped(line, line.text.replace(f"{label}: ", "", 1))
                            facts = {"label": label}
                            yield Remark(binding.at(node), facts, fix=fix)
