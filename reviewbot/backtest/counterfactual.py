"""The next revision, renumbered as this one, so that the same checks can run on it.

A check is silent for many reasons. To tell that it is so because what it saw is mended, all else is
held as it was: the number of the revision and what came before it; and for what a check says of the
words of a patch mail, the diff.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.revisions import predecessor
from reviewbot.frozen import replace
from reviewbot.thread.post import read_post

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series


def with_revision_of(following: Series, series: Series) -> Series:
    """The next revision with the number of this one."""
    return replace(
        following,
        revision=series.revision,
        cover=_numbered(following.cover, series.revision) if following.cover else None,
        patches=tuple(_numbered(patch, series.revision) for patch in following.patches),
    )


def counterparts(series: Series, following: Series) -> dict[str, Patch]:
    """What the mails of a series became, by message-id; without those of which it is not known."""
    found = {p.message.message_id: predecessor(p, following) for p in series.patches}
    if series.cover:
        found[series.cover.message.message_id] = following.cover
    return {name: twin for name, twin in found.items() if twin}


def reworded(series: Series, twins: dict[str, Patch]) -> Series:
    """The series with the words of the next revision, and the diffs of its own."""
    patches = tuple(
        _reworded(patch, twins[patch.message.message_id])
        if patch.message.message_id in twins
        else patch
        for patch in series.patches
    )
    return replace(series, patches=patches)


def _reworded(patch: Patch, twin: Patch) -> Patch:
    """The patch with the text above the diff that its twin has; itself where it has no diff."""
    body, other = patch.body, twin.body
    if not body.diff or not other.diff or patch.quote or twin.quote:
        return patch
    lines = (
        *twin.message.lines[: (other.diffstat or other.diff).start - 1],
        *patch.message.lines[(body.diffstat or body.diff).start - 1 :],
    )
    made, _ = read_post(replace(patch.message, lines=lines))
    if made is None:
        return patch
    subject = replace(patch.subject, title=twin.subject.title, text=twin.subject.text)
    return replace(made, subject=subject)


def _numbered(mail: Patch, revision: int) -> Patch:
    return replace(mail, subject=replace(mail.subject, revision=revision))
