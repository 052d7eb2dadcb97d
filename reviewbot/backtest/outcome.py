"""What became of a finding in the next revision.

The next revision is reviewed as if it had come in place of this one: with the same number and the
same past. A check that compares with the revision before would else be silent of what has been
lost for good.
"""

from __future__ import annotations

import enum
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewbot.context.revisions import predecessor, unchanged

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series


class Outcome(enum.Enum):
    """What happened next; UNKNOWN is not counted in any rate.

    AGREED: a person asked for the same at the same place. FIXED: gone in the next revision.
    IGNORED: still in the next revision, or applied as it was.
    """

    AGREED = "agreed"
    FIXED = "fixed"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


def in_place_of(following: Series, series: Series) -> Series:
    """The next revision with the number of this one."""
    return replace(
        following,
        revision=series.revision,
        cover=_numbered(following.cover, series.revision) if following.cover else None,
        patches=tuple(_numbered(patch, series.revision) for patch in following.patches),
    )


def counterpart(mail: Patch, series: Series, following: Series) -> Patch | None:
    """What a mail of a series became in the next revision; ``None`` where that is not known."""
    if mail is series.cover:
        return following.cover
    return predecessor(mail, following)


def became(finding: Finding, mail: Patch, twin: Patch | None, said: Iterable[Finding]) -> Outcome:
    """FIXED, IGNORED or UNKNOWN, by the next revision alone.

    ``said`` are the findings on it, ``twin`` is what the mail became in it. Fixed means that the
    check is silent and that the line, or one of the lines around it, is another.
    """
    name = twin.message.message_id if twin else ""
    if any(_is_same(finding, other, name) for other in said):
        return Outcome.IGNORED
    if twin is None or (twin.quote and not twin.quote.is_whole):
        return Outcome.UNKNOWN
    return Outcome.FIXED if differs(mail, finding.body_line, twin) else Outcome.UNKNOWN


def differs(mail: Patch, at: int, twin: Patch) -> bool:
    """Whether a line of a mail, or one around it, is another in the next revision."""
    file, _ = mail.anchors.get(at, (None, None))
    text = mail.message.line(at).strip()
    if file is None:
        there = (line.strip() for line in twin.message.lines)
    else:
        there = (
            twin.message.line(number).strip()
            for number, (other, _) in twin.anchors.items()
            if other.path == file.path
        )
    if text not in there:
        return True
    if file is None and at not in mail.body.log:
        return _outside(mail) != _outside(twin)
    return not unchanged(mail, at, twin)


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


def _numbered(mail: Patch, revision: int) -> Patch:
    return replace(mail, subject=replace(mail.subject, revision=revision))
