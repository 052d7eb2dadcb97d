"""``Fixes:`` with an id the tree does not have, while it has the title under another id.

Reports a Fixes: line with an id that no commit has and no message names, if a commit behind the
tree has the quoted title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, HistoryContext, Remark, Severity, When
from reviewbot.context.backports import is_backport
from reviewbot.context.fixes import fixes
from reviewbot.context.titles import first_of_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.fixes import Fix

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(told=("fixes",))


def check(context: HistoryContext) -> Iterator[Remark]:
    """Remark on each Fixes: line whose commit goes by another id here."""
    if is_backport(context.patch):
        return
    for fix in fixes(context.patch):
        if not fix.title or first_of_title(context.series, fix.title) is not None:
            continue
        if right := _right_id(fix, context):
            yield Remark(fix.at, {"right": right}, Confidence.MODERATE)


def _right_id(fix: Fix, context: HistoryContext) -> str:
    """The id of the commit with the title, where nothing has or names the id given."""
    history = context.history
    if history.commit(fix.id):
        return ""
    named = [commit for commit in history.naming(fix.title) if commit.title == fix.title]
    return named[0].id[:12] if named and not history.naming(fix.id[:12]) else ""
