"""Node that is defined with ``status = "okay"``.

Reports the property of a new node with a ``compatible``: a node that says nothing is okay. And of a
labelled one with ``reg`` that has forgotten it, beside one that has not. Not of one
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

    from reviewbot.context.dts.new import Added

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".dts", ".dtsi"), words=("status",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    turned_on = [added for added in new_nodes(context) if _is_turned_on(added)]
    defined = [each for each in turned_on if each.is_definition and not goes_on(context, each)]
    beside = {id(each.above[-1]) for each in defined if each.above and not each.is_bare}
    for added in turned_on:
        if added in defined or (_may_be_defined(added) and id(added.above[-1]) in beside):
            sure = Confidence.MODERATE if added.is_bare else Confidence.HIGH
            yield from _remarks(added, sure)


def _is_turned_on(added: Added) -> bool:
    status = added.node.get("status")
    return status is not None and status.strings in (("okay",), ("ok",))


def _may_be_defined(added: Added) -> bool:
    """Whether a node looks like a definition but for a compatible."""
    node = added.node
    is_whole = bool(node.labels and node.address) and "reg" in node
    return is_whole and bool(added.above) and not node.name.startswith("&") and not node.deletes


def _remarks(added: Added, sure: Confidence) -> Iterator[Remark]:
    if status := added.node.get("status"):
        line = added.piece.lines[status.row]
        is_alone = line.text.strip().startswith("status") and line.text.count(";") == 1
        fix = without([line]) if is_alone and status.row == status.end else ()
        yield Remark(added.piece.at(status), {}, sure, fix=fix)
