"""Lock of a new function, released by hand on several ways out.

Reports functions that are whole in sight, take one lock once and do nothing but return behind each
release, where there is a guard for the lock. As a question where it is released on one early way out.
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
from reviewbot.context.c.hunk.guarded import TAKE, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "guard"
WHEN = When(patterns=(TAKE,))

_TWO = 2  # releases: on one early way out, and at the end


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each lock at the line that takes it."""
    for each in guarded(context):
        if each.jumps or each.releases > 1:
            lock = each.match["lock"]
            facts = {"guard": f"guard({each.guard})({lock})"}
            released = (Related(at, "released here") for at in each.released)
            related = (*released, *(Related(at, "could return") for at in each.left))
            at = each.match.line.body_line
            sure = Confidence.HIGH if each.jumps or each.releases > _TWO else Confidence.MODERATE
            yield Remark(at, facts, sure, related, ("guard",))
