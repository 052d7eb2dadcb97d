"""What became of a finding in the next revision, by that revision alone."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from reviewbot.context.opening import first_line
from reviewbot.context.revisions import unchanged
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.finding import Finding
    from reviewbot.model.patch import Patch

_NEAR = 3  # lines on each side by which a place is found again
_ALIKE = 0.5  # of the words two lines have, those both have, where one became the other
_TELLING = 3  # letters and digits that make a line more than punctuation
_WORD = regex(r"\w+")


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
    means that the check says nothing like it there, and that the place is still there but changed:
    a paragraph or function that is gone altogether tells nothing.
    """
    name = twin.message.message_id if twin else ""
    said = [other for other in said if (other.check, other.path) == (finding.check, finding.path)]
    if any(_is_same(finding, other, name) for other in said):
        return Outcome.IGNORED
    if twin is None or (twin.quote and not twin.quote.is_whole):
        return Outcome.UNKNOWN
    if finding.path and any(not _values(finding).isdisjoint(_values(other)) for other in said):
        return Outcome.UNKNOWN  # perhaps the same, moved or rewritten
    return Outcome.FIXED if changed(mail, finding.body_line, twin) else Outcome.UNKNOWN


def changed(mail: Patch, at: int, twin: Patch) -> bool | None:
    """Whether a line of a mail, or one around it, is another in what the mail became.

    ``None`` where the place itself is not there any more. The first line of a log stands for the
    subject as well.
    """
    if mail.subject.title != twin.subject.title and at == first_line(mail):
        return True
    there = _lines(twin, mail, at)
    if mail.message.line(at).strip() not in there:
        return True if _is_there(mail, at, there) else None
    if at in mail.body.log or at in mail.anchors:
        return not unchanged(mail, at, twin)
    return _outside(mail) != _outside(twin)


def is_gone(mail: Patch, at: int, twin: Patch) -> bool:
    """Whether no line of what the mail became is as this one, of the same kind of text."""
    return mail.message.line(at).strip() not in _lines(twin, mail, at)


def _is_there(mail: Patch, at: int, there: Iterable[str]) -> bool:
    """Whether a line like the one at ``at`` is there, or one of those around it as it was.

    Around it is the same paragraph of a text, the same file of a diff.
    """
    if any(_are_alike(mail.message.line(at), text) for text in there):
        return True
    around = [*_beside(mail, at, -1), *_beside(mail, at, 1)]
    there = set(there)
    return any(text in there for text in around if sum(map(str.isalnum, text)) > _TELLING)


def _beside(mail: Patch, at: int, step: int) -> Iterator[str]:
    """The next lines above or below."""
    file, _ = mail.anchors.get(at, (None, None))
    for number in range(at + step, at + step * (_NEAR + 1), step):
        if not 1 <= number <= len(mail.message.lines):
            return
        text = mail.message.line(number).strip()
        if mail.anchors.get(number, (None, None))[0] is not file or (file is None and not text):
            return
        yield text


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
    """Whether two findings of a check say the same: in the same mail, or in a file of another."""
    has_equal_facts = dict(finding.facts) == dict(other.facts)
    if other.message_id != twin:
        equal = has_equal_facts and finding.quote.strip() == other.quote.strip()
        return bool(finding.path) and equal
    if finding.path is None and not _values(finding).isdisjoint(_values(other)):
        return True  # of the words of a mail: they have no other place
    return has_equal_facts or _are_alike(finding.quote, other.quote)


def _values(finding: Finding) -> set[str]:
    """The single texts of its facts."""
    values = (value for value in finding.facts.values() if not isinstance(value, int))
    return {
        text for value in values for text in ((value,) if isinstance(value, str) else value) if text
    }


def _are_alike(one: str, other: str) -> bool:
    """Whether two lines are equal, or share most of their words."""
    words, others = set(_WORD.findall(one)), set(_WORD.findall(other))
    shared = len(words & others)
    return one.strip() == other.strip() or (shared > 0 and shared >= _ALIKE * len(words | others))


def _outside(mail: Patch) -> list[str]:
    """What is neither log nor diff nor signature: trailers and notes."""
    spans = (mail.body.trailers, mail.body.notes)
    return [mail.message.line(number).strip() for span in spans for number in span]
