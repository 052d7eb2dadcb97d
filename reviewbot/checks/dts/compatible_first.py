"""Node with properties above its ``compatible``.

Reports the ``compatible`` of a new node that is not its first property.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.dts.new import new_nodes
from reviewbot.context.fix import put_above, without

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".dts", ".dtsi"), words=("compatible",))

_ROOT = ("/", "&{/}")  # begins with its model


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them; what has a device_type, as processors, often begins with that."""
    for added in new_nodes(context):
        found = added.node.get("compatible")
        is_first = not found or found is added.node.properties[0]
        if (
            found
            and not is_first
            and added.node.name not in _ROOT
            and "device_type" not in added.node
        ):
            line = added.piece.lines[found.row]
            first = added.piece.lines[added.node.properties[0].row]
            is_alone = found.row == found.end and line.text.count(";") == 1
            fix = (*put_above(first, line.text), *without([line])) if is_alone else ()
            yield Remark(added.piece.at(found), {}, fix=fix)
