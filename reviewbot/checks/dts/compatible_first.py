"""Node with properties above its ``compatible``.

Reports the ``compatible`` of a new node that is not its first property; asks where most nodes of the name
in the files beside it begin otherwise. Not where it was there in another place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.dts.new import new_nodes
from reviewbot.context.fix import put_above, without
from reviewbot.context.sources_beside import sources_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.dts.new import Added

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".dts", ".dtsi"), words=("compatible",))

_FIRST = "compatible"
_BESIDE = 5  # files looked at
_SEVERAL = 3  # nodes that are a way
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
            and is_new(context, added.piece.lines[found.row])
        ):
            line = added.piece.lines[found.row]
            first = added.piece.lines[added.node.properties[0].row]
            is_alone = found.row == found.end and line.text.count(";") == 1
            fix = (*put_above(first, line.text), *without([line])) if is_alone else ()
            sure = Confidence.MODERATE if _is_usual(context, added) else Confidence.HIGH
            yield Remark(added.piece.at(found), {}, sure, fix=fix)


def _is_usual(context: DiffContext, added: Added) -> bool:
    """Whether most nodes of that name begin otherwise in the files beside it, and several do."""
    name = added.node.name.partition("@")[0]
    opens = rf"^[ \t]*(?:\w+:[ \t]*)?{re.escape(name)}(?:@\w+)?[ \t]*\{{\s*([\w#,-]+)"
    first = re.compile(opens, re.MULTILINE)
    ways = [
        found[1] == _FIRST
        for source in sources_beside(
            context, added.piece.file, lambda tree, folder: tree.naming(name, folder), _BESIDE
        )
        for found in first.finditer(source)
    ]
    return len(ways) >= _SEVERAL and sum(ways) * 2 < len(ways)
