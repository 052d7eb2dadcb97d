"""``Fixes:`` that names an earlier patch of the same series.

Reports a Fixes: line whose title is that of an earlier patch of the series.

Why it matters: a commit that is not merged yet needs no fix but to be right: the fix belongs into
that patch. Its id changes when the series is applied, so the line would name nothing.

Stays quiet: in backports, where both are commits already; where only the id is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Bad, Confidence, DiffContext, Good, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.fixes import fixes
from reviewbot.context.titles import first_of_title

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
FINAL_ONLY = True

ASKED_AS = (
    r"(?i)\b(?:squash|fold|merge)\w*\b[^.?!]{0,60}\b(?:patch|commit|into|with)\b"
    r"|\b(?:same|this) series\b[^.?!]{0,60}\bfix"
)

ADD = """\
Subject: [PATCH 1/2] frob: Add a driver

Frob the device.
---
=== drivers/frob/core.c
@@
+int frob;
"""
FIX = """\
Subject: [PATCH 2/2] frob: Count from zero

Start where hardware starts.

Fixes: 0123456789ab ("frob: Add a driver")
---
=== drivers/frob/core.c
@@
-int frob = 1;
+int frob;
"""

BAD = (
    Bad(
        FIX,
        before=(ADD,),
        at=('Fixes: 0123456789ab ("frob: Add a driver")',),
        confidence=Confidence.MODERATE,
    ),
)
GOOD = (
    Good(FIX, before=(ADD.replace("Add a driver", "Add a second driver"),), why="another title"),
    Good(
        ADD.replace("Frob the device.", 'Do.\n\nFixes: 0123456789ab ("frob: Count from zero")'),
        after=(FIX,),
        why="a later patch with the title of the commit in need of a fix does it once more",
    ),
    Good(
        FIX.replace("PATCH 2/2", "PATCH 6.1 2/2"),
        before=(ADD.replace("PATCH 1/2", "PATCH 6.1 1/2"),),
        why="both are backports of commits that are in the mainline",
    ),
    Good(FIX.replace(' ("frob: Add a driver")', ""), before=(ADD,)),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each Fixes: line with the title of an earlier patch."""
    here = context.patch.subject.index or 1
    if is_backport(context.patch):
        return
    for fix in fixes(context.patch):
        first = first_of_title(context.series, fix.title) if fix.title else None
        if first is not None:
            index = context.series.patches[first].subject.index or 1
            if index < here:
                yield Remark(fix.at, {"patch": index}, Confidence.MODERATE)
