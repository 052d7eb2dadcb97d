"""Covers and patches to series: threading first, then what else shows that mails belong together.

Nothing is lost and nothing invented: a mail that could belong to two series, or of which nothing
shows where it belongs, makes one of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reviewbot.model.mail import Defect
from reviewbot.model.series import Series
from reviewbot.thread.people import are_same, words
from reviewbot.thread.shortlog import shortlog
from reviewbot.thread.target import kernels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch

_APART = timedelta(days=14)  # between the mails of one series: servers fail, patches are resent
_SOON = timedelta(days=4)  # and where only what they are about joins them
_TOGETHER = timedelta(hours=1)  # what was sent in one go, slow servers included
_ANSWERED = timedelta(days=90)  # a patch only known from a reply is dated by that
_EPOCH = datetime.fromtimestamp(0, UTC)
# One run of git send-email, b4 send or git format-patch --thread shares a part of its ids.
_RUNS = (
    re.compile(r"(\d{14}\.\d+-)\d+-"),
    re.compile(r"(\d{8}-[\w.-]{1,80}-v\d+-)\d+-[0-9a-f]+@"),
    re.compile(r"[0-9a-z]+(\.\d{9,11}\.git\.)"),
)


def assemble(posts: Iterable[Patch], defects: list[Defect]) -> tuple[Series, ...]:
    """Group covers and patches into series, oldest first; what was superseded goes to defects."""
    groups: list[_Group] = []
    by_count: dict[int | None, list[_Group]] = defaultdict(list)
    by_id: dict[str, _Group] = {}
    for post in sorted(posts, key=_when):
        expected = post.subject.expected
        group = _by_references(post, by_id) or _by_evidence(post, by_count[expected])
        if group is None:
            group = _Group(post)
            groups.append(group)
            if expected:  # a single patch without a number is a series
                by_count[expected].append(group)
        group.add(post, defects)
        by_id[post.message.message_id] = group
        for reference in post.message.references[:1]:
            by_id.setdefault(reference, group)
    series: list[Series] = []
    for group in groups:
        series.append(_carry_over(group.series(), series))
    return tuple(series)


def alone(post: Patch) -> Series:
    """The series of which only this mail is known to be."""
    return _Group(post, {_index(post): post}).series()


@dataclass
class _Group:
    """A series in the making."""

    first: Patch
    mails: dict[int, Patch] = field(default_factory=dict)
    roots: set[str] = field(default_factory=set)
    replaced: list[Patch] = field(default_factory=list)

    def accepts(self, post: Patch) -> bool:
        """Same sender, same revision of as many patches, and its number free or posted again.

        A tag forgotten on some mails of one sending does not make two series of it.
        """
        index = _index(post)
        taken = self.mails.get(index)
        ours, theirs = self.first.subject, post.subject
        return (
            _same_sender(self.first, post)
            and _same_kernels(self.first, post)
            and self._counts_alike(post)
            and (
                (ours.revision, ours.is_rfc) == (theirs.revision, theirs.is_rfc) or self.sent(post)
            )
            and (taken is None or _is_same_patch(taken, post))
        )

    def sent(self, post: Patch) -> bool:
        """Whether it was sent in one run with a mail that is here."""
        run = _run(post.message)
        return run is not None and any(_run(m.message) == run for m in self.mails.values())

    def _counts_alike(self, post: Patch) -> bool:
        """A single patch without a number is always alone, but for a cover that counts one."""
        ours, theirs = self.first.subject.expected, post.subject.expected
        return ours == theirs if ours and theirs else {ours, theirs} == {1, None}

    def add(self, post: Patch, defects: list[Defect]) -> None:
        index = _index(post)
        if index in self.mails:
            again = f"posted again as {post.message.message_id}"
            defects.append(Defect(self.mails[index].message.message_id, "superseded", again))
            self.replaced.append(self.mails[index])
        self.mails[index] = post
        self.roots.update(post.message.references[:1] or post.message.in_reply_to[:1])

    def series(self) -> Series:
        patches = tuple(self.mails[index] for index in sorted(self.mails) if index)
        cover = self.mails.get(0)
        head = cover or patches[0]
        return Series(
            title=head.subject.title,
            revision=head.subject.revision,
            is_rfc=head.subject.is_rfc,
            cover=cover,
            patches=patches,
            expected=head.subject.expected or 1,
            replaced=tuple(self.replaced),
        )


def _by_references(post: Patch, by_id: dict[str, _Group]) -> _Group | None:
    """The group of the nearest ancestor (or of a sibling under the same root) that fits."""
    for reference in (*post.message.in_reply_to, *reversed(post.message.references)):
        group = by_id.get(reference)
        if group and group.accepts(post):
            return group
    return None


def _by_evidence(post: Patch, groups: Sequence[_Group]) -> _Group | None:
    """The group of an unthreaded mail: what the cover lists, one run of a sender, or the time.

    Time alone decides only where there is one candidate.
    """
    free = [
        group
        for group in groups
        if group.accepts(post) and _index(post) not in group.mails and _near(post, group)
    ]
    sure = [group for group in free if _listed(post, group) or group.sent(post)]
    if sure:
        return sure[-1]
    likely = [group for group in free if _likely(post, group)]
    return likely[0] if len(likely) == 1 else None


def _near(post: Patch, group: _Group) -> bool:
    quoted = post.quote or group.first.quote
    return abs(_when(post) - _when(group.first)) <= (_ANSWERED if quoted else _APART)


def _likely(post: Patch, group: _Group) -> bool:
    """Sent at the same time, not threaded elsewhere, and not against what a cover lists."""
    root = {*post.message.references[:1], *post.message.in_reply_to[:1]}
    if root and group.roots and not root & group.roots:
        return False
    if any(_titles(mail) for mail in (post, group.mails.get(0)) if mail):
        return False  # it lists its patches, and was asked
    if post.quote or group.first.quote:
        return True
    return any(
        abs(_when(post) - _when(mail)) <= (_SOON if _about(post) == _about(mail) else _TOGETHER)
        for mail in group.mails.values()
    )


def _listed(post: Patch, group: _Group) -> bool:
    """Whether the cover's shortlog names the patch, or all of the group's if it is the cover."""
    if _index(post) == 0:
        titles = _titles(post)
        return bool(titles) and {_key(mail) for mail in group.mails.values()} <= titles
    cover = group.mails.get(0)
    return cover is not None and _key(post) in _titles(cover)


def _titles(mail: Patch) -> frozenset[str]:
    if _index(mail):
        return frozenset()
    return frozenset(_folded(title) for title in shortlog(mail.message.lines))


def _key(mail: Patch) -> str:
    return _folded(mail.subject.title)


def _folded(title: str) -> str:
    return " ".join(title.lower().split())


def _about(mail: Patch) -> str:
    """The first part of the title's prefix; what has none is like nothing else."""
    prefix, colon, _ = mail.subject.title.lower().partition(":")
    return prefix.split("/")[0].strip() if colon else mail.message.message_id


def _run(message: Message) -> str | None:
    """What the ids of all mails of one sending have in common."""
    matches = (pattern.match(message.message_id) for pattern in _RUNS)
    return next((match[1] for match in matches if match), None)


def _same_sender(one: Patch, other: Patch) -> bool:
    """Whether one person sent both; nobody knows who is always the same."""
    ours, theirs = one.message.author, other.message.author
    if not (ours.email and theirs.email) and not (ours.name and theirs.name):
        return True
    return are_same(ours, theirs) or (bool(ours.name) and words(ours.name) == words(theirs.name))


def _is_same_patch(one: Patch, other: Patch) -> bool:
    """Whether one is the other posted once more, and not a backport of it."""
    return one.subject.title.lower() == other.subject.title.lower() and kernels(
        one.subject
    ) == kernels(other.subject)


def _same_kernels(one: Patch, other: Patch) -> bool:
    """Whether both are for the same kernel; a tag may be forgotten."""
    ours, theirs = kernels(one.subject), kernels(other.subject)
    return ours == theirs or not (ours and theirs)


def _carry_over(series: Series, before: Sequence[Series]) -> Series:
    """A partial re-roll: single patches posted anew as replies to those they replace.

    The patches left as they were are still those of the revision before (as b4-am(1) sees it).
    """
    if series.revision < 2 or series.cover or not series.missing:  # noqa: PLR2004
        return series
    for old in reversed(before):
        if old.revision != series.revision - 1 or old.expected != series.expected:
            continue
        replaced = {patch.message.message_id: patch.subject.index for patch in old.patches}
        if all(
            patch.subject.index in {replaced.get(each) for each in patch.message.in_reply_to}
            for patch in series.patches
        ):
            kept = [patch for patch in old.patches if patch.subject.index in series.missing]
            patches = sorted((*series.patches, *kept), key=_index)
            return replace(series, title=old.title, cover=None, patches=tuple(patches))
    return series


def _index(post: Patch) -> int:
    return 1 if post.subject.index is None else post.subject.index


def _when(post: Patch) -> datetime:
    return post.message.date or _EPOCH
