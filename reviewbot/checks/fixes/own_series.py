"""``Fixes:`` that names an earlier patch of the same series.

Reports a Fixes: line whose title is that of an earlier patch of the series.

Why it matters: a commit that is not merged yet needs no fix but to be right: the fix belongs into
that patch. Its id changes when the series is applied, so the line would name nothing.

Stays quiet: in backports, where both are commits already; where only the id is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.fixes import fixes
from reviewbot.context.titles import first_of_title

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
FINAL_ONLY = True

ASKED_AS = (
    r"(?i)\b(?:squash|fold)\w*\b[^.?!]{0,60}\b(?:patch|commit|into|with)\b"
    r"|\bmerge\b[^.?!]{0,30}\b(?:with|into) (?:the )?(?:\w+ )?(?:patch|commit)\b"
    r"|\b(?:same|this) series\b[^.?!]{0,60}\bfix"
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
