"""A "fixup!" or "squash!" of an earlier patch of the same series.

Reports patches whose title is that of an earlier patch of the series with the mark that makes
``git rebase --autosquash`` put the two together.

Why it matters: the patch in between is known to be broken; reviewers read it, and bisecting may
end in it.

Stays quiet: where the patch meant is not in the series, and was applied already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
FINAL_ONLY = True
ASKED_AS = (
    r"(?i)\bsquash(?:ed)? (?:this|it|that|both|these|them|the two|with)\b"
    r"|\bsquash(?:ed)? in(?:to)? (?:(?:the|this|that) )?(?:\w+ )?(?:patch|commit)\b"
    r"|\bfold(?:ed)? (?:(?:them|these|those) together|(?:this|it|that|these|them)(?: patch| one)? (?:in|into|with)|both|the two)\b"
    r"|\bfixups? (?:of|for|to) (?:the )?(?:previous|earlier|patch)\b|\bauto-?squash"
)
_MARK = re.compile(r"(?:(?:fixup|squash|amend)![ \t]*)+", re.IGNORECASE)


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
