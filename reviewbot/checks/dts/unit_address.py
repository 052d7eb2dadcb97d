"""Node with a unit address and without ``reg``.

Reports new nodes that have neither ``reg`` nor ``ranges``, of which dtc warns; without a label only
where no file is included that may define the node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.dts.includes import includes_source
from reviewbot.context.dts.new import new_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.dts.new import Added

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".dts", ".dtsi"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the name of each of them."""
    for added in new_nodes(context):
        node = added.node
        is_bare = node.address and "reg" not in node and "ranges" not in node
        if is_bare and added.is_definition and not _may_extend(context, added):
            yield Remark(added.piece.at(node), {"name": node.full_name})


def _may_extend(context: DiffContext, added: Added) -> bool:
    """Whether the node may be there already, in a file that is included."""
    return not added.node.labels and includes_source(context, added.piece.file)
