"""Child node without an empty line before it.

Reports new nodes right below a property or the end of another node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.dts.new import new_nodes
from reviewbot.context.fix import put_below
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".dts", ".dtsi", ".dtso"))

_DENSE = regex(r"endpoint|(?:core|thread|cluster)\d+")  # one of a port, and those of a cpu-map


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first line of each of them."""
    for added in new_nodes(context):
        above = added.piece.lines.get(added.node.row - 1)
        is_plain = not _DENSE.fullmatch(added.node.name)
        if is_plain and above and above.text.rstrip().endswith(";") and "/delete" not in above.text:
            fix = put_below(above, "")
            yield Remark(added.piece.at(added.node), {}, fix=fix)
