"""``Fixes:`` that names an earlier patch of the same series.

Reports a Fixes: line whose title is that of an earlier patch of the series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.backports import is_backport
from reviewbot.context.fixes import fixes
from reviewbot.context.titles import first_of_title

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(told=("fixes",))


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
