"""What became of a finding in the next revision, by that revision alone."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

from reviewbot.context.revisions import unchanged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch

_NEAR = 3  # lines on each side by which a place is found again
_ALIKE = 0.5  # of the words two lines have, those both have, where one became the other
_TELLING = 3  # letters and digits that make a line more than punctuation
_WORD = re.compile(r"\w+")


class Outcome(enum.Enum):
    """What happened next; UNKNOWN is not counted in any rate.

    AGREED: a person asked for the same at the same place. FIXED: gone in the next revision.
    IGNORED: still in the next revision, or applied as it was.
    """

    AGREED = "agreed"
    FIXED = "fixed"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


def became(finding: Finding, mail: Patch, twin: Patch | None, said: Iterable[Finding]) -> Outcome:
    """FIXED, IGNORED or UNKNOWN.

    ``twin`` is what the mail became, ``said`` are the findings on it and on its series. Fixed
    means that the check is silent, and that the place is still there but changed: a paragraph or
    function that is gone altogether tells nothing.
    """
    name = twin.message.message_id if twin else ""
    if any(_is_same(finding, other, name) for other in said):
        return Outcome.IGNORED
    if twin is None or (twin.quote and not twin.quote.is_whole):
        return Outcome.UNKNOWN
    return Outcome.FIXED if changed(mail, finding.body_line, twin) else Outcome.UNKNOWN


def changed(mail: Patch, at: int, twin: Patch) -> bool | None:
    """Whether a line of a mail, or one around it, is another in what the mail became.

    ``None`` where the place itself is not there any more.
    """
    there = _lines(twin, mail, at)
    if mail.message.line(at).strip() not in there:
        return True if _is_there(mail, at, there) else None
    if at in mail.body.log or at in mail.anchors:
        return not unchanged(mail, at, twin)
    return _outside(mail) != _outside(twin)


def _is_there(mail: Patch, at: int, there: Iterable[str]) -> bool:
    """Whether a line like the one at ``at`` is there, or one of those around it as it was."""
    own = set(_WORD.findall(mail.message.line(at)))
    for text in there:
        words = set(_WORD.findall(text))
        if own and len(own & words) >= _ALIKE * len(own | words):
            return True
    file, _ = mail.anchors.get(at, (None, None))
    last = min(at + _NEAR, len(mail.message.lines))
    around = (
        mail.message.line(number).strip()
        for number in range(max(1, at - _NEAR), last + 1)
        if mail.anchors.get(number, (None, None))[0] is file
        and (number in mail.body.log) is (at in mail.body.log)
    )
    there = set(there)
    return any(text in there for text in around if sum(map(str.isalnum, text)) > _TELLING)


def _lines(twin: Patch, mail: Patch, at: int) -> list[str]:
    """The lines of the twin that are of the same file, or of the same kind of text."""
    file, _ = mail.anchors.get(at, (None, None))
    if file is None:
        shown = range(1, (twin.body.diff.start or len(twin.message.lines) + 1))
        return [twin.message.line(number).strip() for number in shown]
    return [
        twin.message.line(number).strip()
        for number, (other, _) in twin.anchors.items()
        if other.path == file.path
    ]


def _is_same(finding: Finding, other: Finding, twin: str) -> bool:
    """Whether two findings say the same: in the same mail, or in the same file of another."""
    if finding.check != other.check or finding.path != other.path:
        return False
    alike = dict(finding.facts) == dict(other.facts), finding.quote.strip() == other.quote.strip()
    return any(alike) if other.message_id == twin else bool(finding.path) and all(alike)


def _outside(mail: Patch) -> list[str]:
    """What is neither log nor diff nor signature: trailers and notes."""
    spans = (mail.body.trailers, mail.body.notes)
    return [mail.message.line(number).strip() for span in spans for number in span]
