"""Fix of a released crash or leak without ``Cc: stable``: only reported.

Reports a Fixes: line whose commit is in a release, where the log or the title tells of an oops, a
hang, corruption or the like, and neither the tags nor the mail have stable in Cc.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, HistoryContext, Remark, Severity, When
from reviewbot.context.backports import is_backport
from reviewbot.context.fixes import fixes
from reviewbot.context.trailers import tags
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(told=("fixes",))


# Documentation/process/stable-kernel-rules.rst: "an oops, a hang, data corruption, a real security
# issue"
_BAD = regex(
    r"(?i)null[ -]?(?:pointer|ptr)|use[ -]after[ -]free|\buaf\b|\bpanics?\b|\boops(?:es)?\b"
    r"|\bdead-?lock|\bdouble[ -]free|\bout[ -]of[ -]bounds|\bcorrupt|\bcrash|\bhangs?\b|\bkernel BUG\b"
)


def check(context: HistoryContext) -> Iterator[Remark]:
    """Remark on the first Fixes: line of a released commit."""
    mail = context.patch
    text = "\n".join((mail.subject.title, *(mail.message.line(at) for at in mail.body.log)))
    copied = f"{mail.message.cc} {' '.join(tag.value for tag in tags(mail, 'Cc'))}"
    if not _BAD.search(text) or "stable" in copied.lower() or is_backport(mail):
        return
    for fix in fixes(mail):
        if release := context.history.released_in(fix.id):
            yield Remark(fix.at, {"release": release}, Confidence.LOW)
            return
