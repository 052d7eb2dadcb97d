"""Node with properties behind its ``status``.

Reports a disabled node that is new; asks of another, and where the node is defined elsewhere, as
``&i2c0 { status = "okay"; }``: many begin with it there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.dts.new import new_nodes
from reviewbot.context.fix import put_below, without_gap

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "disabled_last"
WHEN = When(files=(".dts", ".dtsi"), words=("status",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for added in new_nodes(context):
        status = added.node.get("status")
        if status and status is not added.node.properties[-1]:
            line = added.piece.lines[status.row]
            last = added.piece.lines[added.node.properties[-1].end]
            is_alone = status.row == status.end and line.text.count(";") == 1
            gone = without_gap([*added.piece.lines.values()], [line]) if is_alone else ()
            fix = (*gone, *put_below(last, line.text)) if is_alone else ()
            is_off = added.is_definition and status.strings == ("disabled",)
            sure = Confidence.HIGH if is_off else Confidence.MODERATE
            yield Remark(added.piece.at(status), {}, sure, fix=fix)
