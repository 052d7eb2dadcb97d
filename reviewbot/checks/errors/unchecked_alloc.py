"""Added allocation that is used before anybody looks whether it failed.

Asks about ``p = kzalloc(...);`` where the next statement that names p reaches into it, and is no test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tokens import spelled
from reviewbot.knowledge.prints import allocators
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.ERROR
BUG = True
KERNEL_ONLY = True

_GOT = Pattern("^ $p = $alloc(...);", alloc=allocators)
_TESTS = regex(r"\b(?:if|while|for|switch|return|WARN\w*|BUG\w*|\w*assert\w*) |\?|&&|\|\|")
_NO_FAIL = "__GFP_NOFAIL"
_NEAR = 6  # statements


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each at the allocation."""
    for match in new_code(context, _GOT, in_tests=False):
        use = _use(match)
        if use and _NO_FAIL not in spelled(match.tokens):
            facts = {"callee": match["alloc"], "pointer": match["p"]}
            related = (Related(use, "used here"),)
            yield Remark(match.line.body_line, facts, Confidence.MODERATE, related)


def _use(match: Match) -> int:
    """The body line where what was got is reached into first; 0 where it is tested before."""
    level = match.level
    name = spelled(match.of("p"))
    for statement in level.below[:_NEAR] if level else ():
        if _TESTS.search(statement.text) or statement.is_label or "{" in statement.text:
            return 0
        if f" {name} " in f" {statement.text} ":
            reaches = f" {name} -> " in f" {statement.text} "
            return match.code.tokens[statement.start].line.body_line if reaches else 0
    return 0
