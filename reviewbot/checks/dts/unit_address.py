"""Node with a unit address and without ``reg``.

Reports new nodes that have neither ``reg`` nor ``ranges``, of which dtc warns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.dts.new import new_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".dts", ".dtsi"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the name of each of them."""
    for added in new_nodes(context):
        node = added.node
        if added.is_definition and node.address and "reg" not in node and "ranges" not in node:
            yield Remark(added.piece.at(node), {"name": node.full_name})
