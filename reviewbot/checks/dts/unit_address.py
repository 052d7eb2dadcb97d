"""Node with a unit address and without ``reg``.

Reports new nodes that have neither ``reg`` nor ``ranges``, of which dtc warns; without a label only
where no file is included that may define the node. With a label beside an include, and in a file that
is to be included itself, it only asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.dts.includes import includes_source
from reviewbot.context.dts.new import new_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".dts", ".dtsi"))
_BOARD = ".dts"  # hardly ever included


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the name of each of them; unsure where another file may define the node."""
    for added in new_nodes(context):
        if added.is_bare and added.is_definition:
            includes = includes_source(context, added.piece.file)
            if includes and not added.node.labels:
                continue
            is_alone = not includes and added.piece.file.path.endswith(_BOARD)
            confidence = Confidence.HIGH if is_alone else Confidence.MODERATE
            facts = {"name": added.node.full_name}
            yield Remark(added.piece.at(added.node), facts, confidence)
