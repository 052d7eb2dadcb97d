"""Lock of a new function, released right before its return, in a file that has guards.

As a question: the function takes one lock once, releases it at one place and returns a value there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.guarded import guarded
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


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each lock at the line that takes it."""
    for each in guarded(context):
        is_tail = each.returns and not each.jumps and each.releases == 1
        if is_tail and _uses_guards(context, each.match):
            lock = each.match["lock"]
            facts = {"guard": f"guard({each.guard})({lock})"}
            at = each.match.line.body_line
            yield Remark(at, facts, Confidence.MODERATE, recommends=("guard",))


def _uses_guards(context: DiffContext, match: Match) -> bool:
    """Whether the file around a lock has a guard, as far as it is known."""
    file = file_of(context, match)
    guards = table("guards")["words"]["names"]
    return file is not None and not whole_words(context, file).isdisjoint(guards)
