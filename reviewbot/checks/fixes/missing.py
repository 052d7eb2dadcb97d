"""Patch that says which commit is to blame, without a ``Fixes:`` line.

Reports the sentence of the log that says the patch fixes a commit, that a commit broke something,
or that a bug was introduced by it, if the log has no Fixes: line; with less confidence the sentence
that says what a commit forgot to do, and, lowest, what it left or missed, and a title that says
"fix".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.backports import is_backport
from reviewbot.context.blame import FOR_BUG, FOR_FORGETTING, FOR_LEAVING, blames
from reviewbot.context.trailers import tags
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(told=("fix", "commit"))
_BLAMED = (
    (FOR_BUG, Confidence.HIGH),
    (FOR_FORGETTING, Confidence.MODERATE),
    (FOR_LEAVING, Confidence.LOW),
)
_REVERT = regex(r"(?i)\brevert\b")
_REMOVE = regex(r"(?i)\b(?:remove|drop|delete)\b")
_FIX = regex(r"(?i)(?:^|: *)fix(?:es|ed|ing)?(?![\w-])")
_MENDED = regex(
    r"(?i)\b(?:fixed|resolved|addressed|solved) (?:until|by|in|with|since) (?:the |upstream )?commit\b"
)
_COSMETIC = regex(
    r"(?i)\b(?:typos?|spelling|misspell\w*|comments?|kernel-?doc|docs?|documentation|style|format\w*"
    r"|indent\w*|white-?space|checkpatch|sparse|smatch|coccinelle|warnings?|grammar|examples?)\b"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first sentence that blames a commit; without one, on the log of a fix."""
    mail, title = context.patch, context.patch.subject.title
    if context.is_cover or tags(mail, "Fixes") or is_backport(mail) or _REVERT.search(title):
        return
    log = " ".join(mail.message.line(at).strip() for at in mail.body.log)
    if _MENDED.search(log):
        return  # it tells of what is over
    is_removal = bool(_REMOVE.search(title))
    for what_for, confidence in _BLAMED[2:] if is_removal else _BLAMED:
        for at, id_, named, fixes in blames(mail, what_for):
            yield Remark(at, {"id": id_, "title": named, "fixes": int(fixes)}, confidence)
            return
    if _FIX.search(title) and not _COSMETIC.search(title):
        last = max((at for at in mail.body.log if mail.message.line(at).strip()), default=0)
        if last:
            yield Remark(last, {"id": "", "title": "", "fixes": 0}, Confidence.LOW)
