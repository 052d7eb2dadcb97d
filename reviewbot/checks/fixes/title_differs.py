"""``Fixes:`` whose title is not that of the commit it names.

Reports a Fixes: line where the tree has the commit, under another title than the quoted one.

Why it matters: one of the two is wrong, so either people or scripts are sent to the wrong commit.

Stays quiet: where the tree lacks the commit, or several begin so; where only white space differs, or
the title was cut off with dots; in backports, which copy a log. It only asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, HistoryContext, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.fixes import fixes
from reviewbot.context.titles import same_title

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
FINAL_ONLY = True

ASKED_AS = (
    r"(?i)\b(?-i:Fixes)(?::|\b[ -]*(?:tag|line|trailer))[^.?!]{0,60}\b(?:wrong|different|another|incorrect|match\w*)\b"
    r"|\b(?:wrong|incorrect)\b[^.?!]{0,30}\b(?:(?-i:Fixes)\b|sha1?\b|hash\b|commit id\b|commit title\b)"
    r"|\b(?:title|subject)\b[^.?!]{0,20}\bcommit\b[^.?!]{0,30}\b(?:wrong|differ\w*|match\w*)\b"
)


def check(context: HistoryContext) -> Iterator[Remark]:
    """Remark on each Fixes: line with another title than the tree has."""
    if is_backport(context.patch):
        return
    for fix in fixes(context.patch):
        commit = context.history.commit(fix.id) if fix.title else None
        if commit and not same_title(fix.title, commit.title):
            facts = {"id": commit.id[:12], "title": commit.title}
            yield Remark(fix.at, facts, Confidence.MODERATE)
