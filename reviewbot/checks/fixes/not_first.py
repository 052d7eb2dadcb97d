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
from reviewbot.context.memo import once_for_each
from reviewbot.context.mending import mends
from reviewbot.context.positions import position
from reviewbot.context.stacked import names_of, shows_lines_of
from reviewbot.context.titles import first_of_title
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(told=("fixes",))

_MENDS = regex(r"(?i)\b(?:fix\w*|bugs?|leaks?|races?|regressions?|address(?:es|ing)?|UAFs?)\b")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the last Fixes: line of a fix that could have come first."""
    own = fixes(context.patch) if is_to_commit(context.patch) else ()
    if not own or any(
        first_of_title(context.series, fix.title) is not None for fix in own if fix.title
    ):
        return
    if _is_of_fixes(context.series):
        return
    here, features = position(context.patch, context.series), _features(context.series)
    before = {features.get(file.old_path or "", here) for file in context.files}
    first = min(before, default=here)
    earlier = context.series.patches[first:here]
    if first < here and not any(names_of(context.patch, each) for each in earlier):
        patch = context.series.patches[first]
        sure = Confidence.HIGH if shows_lines_of(context.patch, patch) else Confidence.MODERATE
        yield Remark(own[-1].at, {"patch": patch.subject.label}, sure)


@once_for_each
def _is_of_fixes(series: Series) -> bool:
    """Whether its cover says that it mends something, or most of its patches do."""
    is_said = bool(series.cover and _MENDS.search(series.cover.subject.title))
    return is_said or sum(map(mends, series.patches)) * 2 > len(series.patches)


@once_for_each
def _features(series: Series) -> Mapping[str, int]:
    """The position of the first patch that changes each file and is no fix, with a Fixes: or without."""
    found: dict[str, int] = {}
    for at, patch in enumerate(series.patches):
        for file in () if mends(patch) else patch.files:
            found.setdefault(file.path, at)
    return found
