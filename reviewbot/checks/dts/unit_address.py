"""Node with a unit address and without ``reg``.

Reports new nodes that have neither ``reg`` nor ``ranges``, of which dtc warns; without a label only
where no file is included that may define the node, with one unless the tree has it there. Of a file
to be included that includes none, and may go on with nodes of others, it only asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.dts.includes import goes_on, sure_of_new
from reviewbot.context.dts.new import new_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".dts", ".dtsi"))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the name of each of them; unsure where another file may define the node."""
    for added in new_nodes(context):
        if added.is_bare and added.is_definition and not goes_on(context, added):
            facts = {"name": added.node.full_name}
            sure = sure_of_new(context, added)
            yield Remark(added.piece.at(added.node), facts, sure)
