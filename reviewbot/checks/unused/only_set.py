"""Member of a driver's own struct that the new file sets and never reads.

Reports a member of a struct in a C file the patch adds that is reached, by ``->`` or a dot, only on the
left of ``=``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.file.settled import is_mentioned_later
from reviewbot.context.c.hunk.own_structs import new_own_structs, sets_member

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
NAMED = "member"
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=(".c",), words=("struct",))

_MOST = 3  # of one struct: more look as if they were read in a way that is not understood


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each member that could be left out, or be a variable."""
    for struct in new_own_structs(context):
        found = []
        for one in struct.members:
            places = struct.accesses(one.name.text)
            if places and all(sets_member(struct.code, at) for at in places):
                found.append((one.name, places))
        for name, places in found if len(found) <= _MOST else ():
            if not is_mentioned_later(context, name.text):
                at = struct.code.tokens[places[0]].line.body_line
                related = (Related(at, "set here"),)
                facts = {"member": name.text}
                yield Remark(name.line.body_line, facts, related=related)
