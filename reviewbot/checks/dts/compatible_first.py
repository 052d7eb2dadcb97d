"""Node with properties above its ``compatible``.

Reports the ``compatible`` of a new node that is not its first property; not where it is in none of the
nodes in sight that were there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.dts.new import new_nodes
from reviewbot.context.fix import put_above, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.dts.new import Added

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
            and not _is_never_first(added)
        ):
            line = added.piece.lines[found.row]
            first = added.piece.lines[added.node.properties[0].row]
            is_alone = found.row == found.end and line.text.count(";") == 1
            fix = (*put_above(first, line.text), *without([line])) if is_alone else ()
            yield Remark(added.piece.at(found), {}, fix=fix)


def _is_never_first(added: Added) -> bool:
    """Whether nodes that were there begin with something else, all in sight that have one."""
    old = [node for node, _ in added.piece.tree.walk() if not added.piece.adds(node)]
    firsts = {
        node.properties[0].name == "compatible"
        for node in old
        if "compatible" in node and "device_type" not in node
    }
    return firsts == {False}
