"""Lock of a new function, released by hand on several ways out.

Reports functions that are whole in sight, take one lock once and do nothing but return behind each
release, where there is a guard for the lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import (
    DiffContext,
    Related,
    Remark,
    Severity,
    When,
)
from reviewbot.context.c.hunk.guarded import TAKE, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "guard"
WHEN = When(patterns=(TAKE,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each lock at the line that takes it."""
    for each in guarded(context):
        if each.jumps or each.releases > 1:
            lock = each.match["lock"]
            facts = {"guard": f"guard({each.guard})({lock})"}
            released = (Related(at, "released here") for at in each.released)
            related = (*released, *(Related(at, "could return") for at in each.left))
            at = each.match.line.body_line
            yield Remark(at, facts, related=related, recommends=("guard",))
