"""Node of an example with a ``status``.

Reports an added ``status`` of "okay", which nodes have anyway, or "disabled" in an example.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.binding.binding import bindings
from reviewbot.context.fix import without

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("value",)
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), words=("status",))

_VALUES = ("okay", "ok", "disabled")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each status to drop."""
    for binding in bindings(context):
        is_described = any(binding.find("**/properties/status"))
        for example in () if is_described else binding.examples:
            for node, _ in example.tree.walk():
                status = node.get("status")
                value = "".join(status.strings) if status and "compatible" in node else ""
                is_needless = value in _VALUES and not (status and example.explains(status.row))
                if status and is_needless and binding.adds(status):
                    line = binding.lines[status.row]
                    is_alone = line.text.strip().startswith("status") and line.text.count(";") == 1
                    fix = without([line] * is_alone)
                    yield Remark(binding.at(status), {"value": value}, fix=fix)
