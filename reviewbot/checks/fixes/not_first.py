"""Fix behind patches of its series that change the same file and fix nothing.

Reports the Fixes: line: what is backported should not need what is not. Sure only where lines that such a
patch adds stand around the fix. What speaks of trouble, prepares something or is for stable is no feature;
not where it uses what they bring, nor in a series that is all about fixes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.fixes import fixes
from reviewbot.context.mending import first_features, is_of_fixes
from reviewbot.context.positions import position
from reviewbot.context.stacked import names_of, shows_lines_of
from reviewbot.context.titles import first_of_title

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(told=("fixes",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the last Fixes: line of a fix that could have come first."""
    own = fixes(context.patch) if is_to_commit(context.patch) else ()
    if not own or any(
        first_of_title(context.series, fix.title) is not None for fix in own if fix.title
    ):
        return
    if is_of_fixes(context.series):
        return
    here, features = position(context.patch, context.series), first_features(context.series)
    before = {features.get(file.old_path or "", here) for file in context.files}
    first = min(before, default=here)
    earlier = context.series.patches[first:here]
    if first < here and not any(names_of(context.patch, each) for each in earlier):
        patch = context.series.patches[first]
        sure = Confidence.HIGH if shows_lines_of(context.patch, patch) else Confidence.MODERATE
        yield Remark(own[-1].at, {"patch": patch.subject.label}, sure)
