"""Node that is defined with ``status = "okay"``.

Reports the property of a new node with a ``compatible``: a node that says nothing is okay. Not of one
with an address and no ``reg``, which a file that is included may define and disable;
where none is known to, it asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.dts.includes import goes_on
from reviewbot.context.dts.new import new_nodes
from reviewbot.context.fix import without

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".dts", ".dtsi"), words=("status",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for added in new_nodes(context):
        status = added.node.get("status")
        is_new = added.is_definition and not goes_on(context, added)
        if is_new and status and status.strings in (("okay",), ("ok",)):
            line = added.piece.lines[status.row]
            is_alone = line.text.strip().startswith("status") and line.text.count(";") == 1
            fix = without([line]) if is_alone and status.row == status.end else ()
            sure = Confidence.MODERATE if added.is_bare else Confidence.HIGH
            yield Remark(added.piece.at(status), {}, sure, fix=fix)
