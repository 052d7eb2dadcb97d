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
from reviewbot.context.c.hunk.guarded import TAKE, guarded
from reviewbot.context.c.hunk.new import file_of
from reviewbot.context.whole import whole_words
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

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
            where = "file" if _uses_guards(context, each.match) else ""
            if where or each.keeps:
                facts = {"guard": f"guard({each.guard})({each.match['lock']})", "where": where}
                at = each.match.line.body_line
                related = tuple(Related(line, "released here") for line in each.released)
                yield Remark(at, facts, Confidence.HIGH, related, ("guard",))


def _uses_guards(context: DiffContext, match: Match) -> bool:
    """Whether the file around a lock has a guard, as far as it is known."""
    file = file_of(context, match)
    guards = table("guards")["words"]["names"]
    return file is not None and not whole_words(context, file).isdisjoint(guards)
