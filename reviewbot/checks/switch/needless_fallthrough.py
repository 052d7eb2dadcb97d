"""Added ``fallthrough;`` between labels that have nothing else between them.

Asks about it: labels that share a body need none, the compiler tells only of statements that run on.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.added_switches import added_switches
from reviewbot.context.c.hunk.tokens import spelled
from reviewbot.context.fix import without

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
WHEN = When(files=C, words=("fallthrough",))

_WORD = "fallthrough"


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for hunk in (hunk for file in context.files if file.is_c for hunk in file.hunks):
        for added in added_switches(context, hunk) if _WORD in hunk.added_words else ():
            for arm, below in pairwise(added.switch.arms):
                is_idle = spelled(arm.body) == f"{_WORD} ;" and arm.is_added
                if is_idle and not arm.has_comment:
                    line = arm.body[0].line
                    fix = without([line]) if line.text.strip() == f"{_WORD};" else ()
                    facts = {"label": arm.labels[-1].name, "below": below.labels[0].name}
                    yield Remark(line.body_line, facts, Confidence.MODERATE, fix=fix)
