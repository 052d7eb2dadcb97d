"""Lock of a new function, released right before its return.

The function takes one lock once, releases it at one place and returns a value there,
which is set under the lock or the file has guards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import (
    Confidence,
    DiffContext,
    Related,
    Remark,
    Severity,
    When,
)
from reviewbot.context.c.hunk.guarded import TAKE, guarded, has_guards

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "guard"
WHEN = When(patterns=(TAKE,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each lock at the line that takes it."""
    for each in guarded(context):
        if each.returns and not each.jumps and each.releases == 1:
            where = "file" if has_guards(context, each.match) else ""
            if where or each.keeps:
                facts = {"guard": f"guard({each.guard})({each.match['lock']})", "where": where}
                at = each.match.line.body_line
                related = tuple(Related(line, "released here") for line in each.released)
                yield Remark(at, facts, Confidence.HIGH, related, ("guard",))
