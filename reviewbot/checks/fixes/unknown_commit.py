"""``Fixes:`` with an id the tree does not have, while it has the title under another id.

Reports a Fixes: line with an id that no commit has and no message names, if a commit behind the
tree has the quoted title.

Why it matters: the id is of a private or rebased tree, a backport or made up. Nobody finds the
commit by it, and the fix is not found by those who look for fixes of the commit.

Stays quiet: where the tree has no commit of that title, as it may be too old or another one; where a
message names the id, as backports do; for commits of the same series; in backports; in shallow
clones (the engine says so). It only asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, HistoryContext, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.fixes import fixes
from reviewbot.context.titles import first_of_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.fixes import Fix

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
FINAL_ONLY = True

ASKED_AS = (
    r"(?i)\b(?:wrong|incorrect|unknown|invalid|bad|bogus)\b[^.?!]{0,30}\b(?:sha1?|hash|commit id)\b"
    r"|\b(?:hash|sha1?|commit|commit id)\b[^.?!]{0,40}\b(?:does(?: not|n't) exist|not (?:in|found|exist))\b"
    r"|\b(?:can(?:not|'t)|could(?: not|n't)) find\b[^.?!]{0,30}\b(?:commit|hash|sha1?)\b(?! (?:messag|log|desc))"
    r"|\b(?:hash|sha1?|commit)\b[^.?!]{0,20}\b(?:from|in) your (?:own |local )?(?:tree|branch)\b"
)


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
