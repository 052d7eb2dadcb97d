"""What the mails of one series say together: its version, whether it is an RFC, how many there are.

Authors forget a tag on the cover or on one patch, and count again by hand. The patches outvote the
cover, what is written outvotes what is left out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen, replace
from reviewbot.thread.shortlog import shortlog

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.model.patch import Patch


@frozen
class Marks:
    """``expected`` is how many patches there are, those put in later included."""

    revision: int
    is_rfc: bool
    expected: int


def agreed(cover: Patch | None, patches: Sequence[Patch]) -> Marks:
    """What holds for the whole series; there is a cover or a patch."""
    return Marks(_revision(cover, patches), _is_rfc(cover, patches), _expected(cover, patches))


def of_revision(mail: Patch, revision: int) -> Patch:
    """The mail as one of the revision its series has."""
    subject = mail.subject
    if subject.revision == revision:
        return mail
    return replace(mail, subject=replace(subject, revision=revision))


def _revision(cover: Patch | None, patches: Sequence[Patch]) -> int:
    """That of most patches that have one, else the cover's.

    A version at the end of a title counts only where most patches have it there: it is that of the
    one patch.
    """
    named = [patch.subject.revision for patch in patches if patch.subject.is_versioned]
    if named:
        return _most(named)
    if cover and (cover.subject.is_versioned or not patches):
        return cover.subject.revision
    counts = Counter(patch.subject.revision for patch in patches)
    revision, count = counts.most_common(1)[0]
    return revision if count * 2 > len(patches) else 1


def _is_rfc(cover: Patch | None, patches: Sequence[Patch]) -> bool:
    """If the cover says so, or half the patches do: one may be an RFC in an earnest series."""
    if cover and cover.subject.is_rfc:
        return True
    sketches = sum(patch.subject.is_rfc for patch in patches)
    return bool(sketches) and sketches * 2 >= len(patches)


def _expected(cover: Patch | None, patches: Sequence[Patch]) -> int:
    """What most mails count to; the cover's shortlog has a vote, and no number is beyond it."""
    mails = [*([cover] if cover else []), *patches]
    counts = [mail.subject.expected for mail in mails if mail.subject.expected]
    if not counts:
        return len(patches) or 1
    if cover and (listed := shortlog(cover.message.lines, cover.subject.expected)):
        counts.append(len(listed))
    last = max(mail.subject.place[0] for mail in mails)
    return max(_most(counts), last) + sum(patch.subject.inserted > 0 for patch in patches)


def _most(numbers: Iterable[int]) -> int:
    """The most frequent one, of several the largest."""
    counts = Counter(numbers)
    return max(counts, key=lambda number: (counts[number], number))
