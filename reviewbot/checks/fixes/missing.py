"""Patch that says which commit is to blame, without a ``Fixes:`` line.

Reports the sentence of the log that says the patch fixes a commit, that a commit broke something,
or that a bug was introduced by it, if the log has no Fixes: line; with less confidence the sentence
that says what a commit forgot to do, and, lowest, what it left or missed, and a title that says
"fix".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.trailers import tags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import Patch

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
FINAL_ONLY = True


_TITLE = r'(?: \(?"[^"]{0,200}(?:"[^"]{0,99}"[^"]{0,99})?"\)?)?'
_NAMED = re.compile(r'[0-9a-f]{7,40}>?,? \("(.+?)"\)')
_DIGITS = 12  # of an id in a Fixes: line
_COMMIT = rf'(?:the )?commits?:? [<"]?([0-9a-f]{{7,40}})\b[>"]?,?{_TITLE},?'
_HARM = r"(?:regression|bug|issue|problem|breakage|leak|crash|deadlock|race|failure)"
_HOW = r"(?:has |have |accidentally |inadvertently |unintentionally |unfortunately |also |then )"
_BLAMED = re.compile(
    rf"(?:^|[.:;,] |\b(?:this|which|patch|change|it|also|to|and) )fix(?:es)? {_COMMIT}"
    rf"|\b{_HARM}s? (?:that |which )?(?:was |were |is |has been |got )?(?:first )?"
    rf"(?:introduced|caused|created|added) (?:by|in|with|since) {_COMMIT}"
    rf"|\b{_COMMIT} {_HOW}{{0,2}}(?:broke\b|breaks\b|introduced? (?:a|an|this|the) (?:\w+ )?{_HARM}\b)"
    rf"|\b(?:was|is|are|were|been|got) (?:broken|regressed) (?:by|in|since|with) {_COMMIT}",
    re.IGNORECASE,
)
_FORGOT = re.compile(
    rf"\b{_COMMIT} [^.]{{0,120}}?\bbut (?:it |they |\w+ly )?(?:missed|misses|forgot|forgets?) to\b"
    rf"|\b{_COMMIT} (?:\w+ly )?(?:missed|forgot) to\b",
    re.IGNORECASE,
)
_LEFT = re.compile(
    rf"\b{_COMMIT} [^.]{{0,120}}?\bbut (?:it |they |\w+ly )?(?:left|missed|misses|forgot|forgets?)\b"
    rf"|\b{_COMMIT} (?:\w+ly )?(?:left|missed|forgot)\b",
    re.IGNORECASE,
)
_FIXES = re.compile(r"\W*(?:\w+ )?fix(?:es)? ", re.IGNORECASE)
_REVERT = re.compile(r"(?i)\brevert\b")
_REMOVE = re.compile(r"(?i)\b(?:remove|drop|delete)\b")
_FIX = re.compile(r"(?i)(?:^|: *)fix(?:es|ed|ing)?\b")
_COSMETIC = re.compile(
    r"(?i)\b(?:typos?|spelling|misspell\w*|comments?|kernel-?doc|docs?|documentation|style|format\w*"
    r"|indent\w*|white-?space|checkpatch|sparse|smatch|coccinelle|warnings?|grammar|examples?)\b"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first sentence that blames a commit; without one, on the log of a fix."""
    mail = context.patch
    if context.is_cover or tags(mail, "Fixes") or is_backport(mail):
        return
    title = mail.subject.title
    if _REVERT.search(title) or not mail.body.log:
        return
    patterns = [
        (_BLAMED, Confidence.HIGH),
        (_FORGOT, Confidence.MODERATE),
        (_LEFT, Confidence.LOW),
    ]
    is_removal = bool(_REMOVE.search(title))
    for pattern, confidence in patterns[2:] if is_removal else patterns:
        for at, match in _search(mail, pattern):
            yield Remark(at, _facts(match), confidence)
            return
    if _FIX.search(title) and not _COSMETIC.search(title):
        last = max((at for at in mail.body.log if mail.message.line(at).strip()), default=0)
        if last:
            yield Remark(last, {"id": "", "title": "", "fixes": 0}, Confidence.LOW)


def _facts(blame: re.Match[str]) -> dict[str, str | int]:
    """Id and title of the commit that is blamed; no title where the id is too short for a tag."""
    id_ = next(filter(None, blame.groups()))
    named = _NAMED.search(blame[0]) if len(id_) >= _DIGITS else None
    return {
        "id": id_[:_DIGITS],
        "title": named[1] if named else "",
        "fixes": int(bool(_FIXES.match(blame[0]))),
    }


def _search(mail: Patch, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Matches in the paragraphs of the log, each with the body line it ends in."""
    lines: list[str] = []
    for at in [*mail.body.log, mail.body.log.stop]:
        line = mail.message.line(at).strip() if at < mail.body.log.stop else ""
        if line:
            lines.append(line)
            continue
        starts = [0]
        for text in lines:
            starts.append(starts[-1] + len(text) + 1)
        for match in pattern.finditer(" ".join(lines)):
            yield at - len(lines) + bisect_right(starts, match.end() - 1) - 1, match
        lines = []
