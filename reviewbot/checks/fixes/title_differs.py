"""``Fixes:`` whose title is not that of the commit it names.

Reports a Fixes: line where the tree has the commit, under another title than the quoted one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, HistoryContext, Remark, Severity, When
from reviewbot.context.backports import is_backport
from reviewbot.context.fixes import fixes
from reviewbot.context.titles import same_title

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(told=("fixes",))


def check(context: HistoryContext) -> Iterator[Remark]:
    """Remark on each Fixes: line with another title than the tree has."""
    if is_backport(context.patch):
        return
    for fix in fixes(context.patch):
        commit = context.history.commit(fix.id) if fix.title else None
        if commit and not same_title(fix.title, commit.title):
            facts = {"id": commit.id[:12], "title": commit.title}
            yield Remark(fix.at, facts, Confidence.MODERATE)
