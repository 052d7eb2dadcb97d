"""Member of a driver's own struct that the new file sets and never reads.

Asks about a member that stands nowhere else in a C file the patch adds than on the left of ``=``, behind
``->`` or a dot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.file.settled import is_mentioned_later
from reviewbot.context.c.hunk.own_structs import new_own_structs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.code import Code

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=(".c",), words=("struct",))

_MOST = 3  # of one struct: more look as if they were read in a way that is not understood


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each member that could be left out, or be a variable."""
    for struct in new_own_structs(context):
        found = []
        for one in struct.members:
            sets = _sets(struct.code, one.name.text) if struct.uses[one.name.text] > 1 else []
            if sets and len(sets) == struct.uses[one.name.text] - 1:
                found.append((one.name, sets))
        for name, sets in found if len(found) <= _MOST else ():
            if not is_mentioned_later(context, name.text):
                at = struct.code.tokens[sets[0]].line.body_line
                related = (Related(at, "set here"),)
                facts = {"member": name.text}
                yield Remark(name.line.body_line, facts, Confidence.MODERATE, related)


def _sets(code: Code, name: str) -> Sequence[int]:
    """Where a member of that name is set: ``p->name = ...;``, as a statement."""
    return [
        at
        for at in code.places.get(name, ())
        if code.text(at + 1) == "="
        and code.texts[at - 1] in ("->", ".")
        and _is_statement(code, at)
    ]


def _is_statement(code: Code, at: int) -> bool:
    """Whether ``p->name`` begins a statement, so that what it gives is not used."""
    while at > 1 and code.texts[at - 1] in ("->", "."):
        at -= 2
    return code.starts_statement(at)
