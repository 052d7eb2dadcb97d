"""Member of a driver's own struct that nothing in the new file mentions.

Reports, in a C file the patch adds, a member whose name stands nowhere else in it but for members
of other structs, variables and types. Not of a struct that is filled without names, cast to or from,
packed, or made of numbers of fixed byte order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.file.settled import is_mentioned_later
from reviewbot.context.c.hunk.own_structs import new_own_structs

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=(".c",), words=("struct",))

_MOST = 3  # of one struct: more look as if it were used in a way that is not understood


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each member that could be left out."""
    for struct in new_own_structs(context):
        sole = [one for one in struct.members if struct.uses[one.name.text] == 1]
        is_read = len(sole) < len(struct.members)  # else it is of use as a whole
        unused = [one for one in struct.members if struct.is_unused(one.name.text)]
        for one in unused if is_read and len(unused) <= _MOST else ():
            facts = {"member": one.name.text}
            if not is_mentioned_later(context, one.name.text):
                yield Remark(one.name.line.body_line, facts)
