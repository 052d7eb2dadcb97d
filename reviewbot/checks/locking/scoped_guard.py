"""Lock that is taken and released by hand around a few statements.

Reports a new pair in one block, with nothing between that leaves it: a guard can hold the lock. As
a question in a file that has no guard, as a new one may: there it is a matter of taste. Not where the patch
only has another lock taken, nor where nothing is done under it: that waits for others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.guarded import TAKE, are_unwanted, guards, has_guards
from reviewbot.context.c.hunk.held_in_block import goes_to_the_end, release_of
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "guard"
MOOT_BESIDE = ("locking.guard", "locking.guard_tail")
WHEN = When(patterns=(TAKE,))

_HELPER = ("scoped_guard",)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each lock at the line that takes it."""
    for match in () if are_unwanted(context) else new_code(context, TAKE):
        known = guards()[match["take"]]
        release = release_of(match, known["release"])
        is_renamed = match["take"] in match.fragment.hunk.removed_words
        is_wanted = release and match.before in (*STATEMENT_ENDS, ":") and not is_renamed
        if release and is_wanted and not _is_barrier(match, known["release"]):
            scoped = f"scoped_guard({known['guard']}, {match['lock']})"
            whole = f"guard({known['guard']})({match['lock']})"
            facts = {"guard": whole if goes_to_the_end(match, release) else scoped}
            confidence = Confidence.HIGH if has_guards(context, match) else Confidence.MODERATE
            yield Remark(match.line.body_line, facts, confidence, (release,), recommends=_HELPER)


def _is_barrier(match: Match, release: str) -> bool:
    """Whether the lock is released right behind."""
    return [token.text for token in match.code.tokens[match.stop : match.stop + 1]] == [release]
