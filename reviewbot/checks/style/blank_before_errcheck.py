"""Blank line between a call and the test whether it has failed.

Reports an added one between ``err = f(…);`` and ``if (err)``, ``if (err < 0)``, or
``p = f(…);`` and ``if (IS_ERR(p))``, of memory, or of a pointer used below,
``if (!p)``. Not behind a declaration, where a blank line belongs.
It asks about one between ``x = …;``, whatever that is, and an ``if`` that begins with x,
where that is the line above, and only reports one where that is the last line of an else above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.blanks import new_gaps
from reviewbot.context.c.hunk.gaps_before_tests import TEST, is_of_branch, is_of_call, is_of_value
from reviewbot.context.fix import without

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(r"^\s*$",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each blank line that parts a call from its test."""
    for gap in new_gaps(context):
        test = TEST.match(gap.below.text)
        at, fix = gap.below.body_line, without(gap.blanks)
        if test and is_of_call(gap, test):
            yield Remark(at, {"value": False}, fix=fix)
        elif is_of_value(gap):
            yield Remark(at, {"value": True}, Confidence.MODERATE, fix=fix)
        elif test and is_of_branch(gap, test):  # some part branches so
            yield Remark(at, {"value": True}, Confidence.LOW, fix=fix)
