"""A "fixup!" or "squash!" of an earlier patch of the same series.

Reports patches whose title is that of an earlier patch of the series with the mark that makes
``git rebase --autosquash`` put the two together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
FINAL_ONLY = True
_MARK = regex(r"(?:(?:fixup|squash|amend)![ \t]*)+", re.IGNORECASE)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark at the top of the log: the subject is no line of the body."""
    title = context.patch.subject.title
    mark = _MARK.match(title)
    if not mark:
        return
    for patch in context.series.patches:
        if patch is context.patch:
            return
        if patch.subject.title == title[mark.end() :]:
            at = min(context.body.log.start, len(context.message.lines))
            yield Remark(at, {"patch": patch.subject.label})
            return
