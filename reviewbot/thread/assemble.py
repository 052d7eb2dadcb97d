"""Covers and patches to series: threading first, then what else shows that mails belong together.

Nothing is lost and nothing invented: a mail that could belong to two series, or of which nothing
shows where it belongs, makes one of its own.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import chain, islice
from typing import TYPE_CHECKING

from reviewbot.frozen import replace
from reviewbot.thread.group import TOGETHER, Group, titles, when

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reviewbot.model.mail import Defect
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

_APART = timedelta(days=14)  # between the mails of one series: servers fail, patches are resent
_SOON = timedelta(days=4)  # and where only what they are about joins them
_MOST = 50  # groups under one mail, or of as many patches, that a mail is compared with
_ANSWERED = timedelta(days=90)  # a patch only known from a reply is dated by that


def assemble(posts: Iterable[Patch], defects: list[Defect]) -> tuple[Series, ...]:
    """Group covers and patches into series, oldest first; what was superseded goes to defects."""
    groups: list[Group] = []
    by_count: dict[int | None, list[Group]] = defaultdict(list)
    by_id: dict[str, dict[Group, None]] = defaultdict(dict)
    for post in sorted(posts, key=lambda post: (when(post), post.subject.place)):
        near = _near(post, by_id)
        expected = post.subject.expected
        group = _by_references(post, near) or _by_evidence(post, by_count[expected][-_MOST:])
        older = next((one for one in near if one.accepts(post)), None)
        if group is None and not post.subject.is_cover:
            group = older  # posted again; a cover may have patches of its own
        if group is None:
            group = Group(post, older)
            groups.append(group)
            for other in near:
                if other.is_rivalled_by(post):
                    other.rivals.append(post)
            if expected:  # a single patch without a number is a series
                by_count[expected].append(group)
        group.add(post, defects)
        root = post.message.references[:1] or post.message.in_reply_to[:1]
        for known in (post.message.message_id, *root):
            by_id[known][group] = None
    series: list[Series] = []
    before: dict[tuple[int, int], list[Series]] = defaultdict(list)
    for group in _without_lone_covers(groups, defects):
        one = _carry_over(group.series(), before)
        before[one.revision, one.expected].append(one)
        series.append(one)
    return tuple(series)


def alone(post: Patch) -> Series:
    """The series of which only this mail is known to be."""
    group = Group(post)
    group.add(post, [])
    return group.series()


def _without_lone_covers(groups: Iterable[Group], defects: list[Defect]) -> list[Group]:
    """The groups; a cover posted once more, without patches, is that of the series it repeats."""
    kept = []
    for group in groups:
        if group.older and group.is_only_cover():
            group.older.add(group.first, defects)
        else:
            kept.append(group)
    return kept


def _near(post: Patch, by_id: Mapping[str, dict[Group, None]]) -> tuple[Group, ...]:
    """The groups of its answers and ancestors, the nearest first, and those under the same root.

    Of very many under one mail the first ones, that mail's own among them, and the last ones.
    """
    message = post.message
    found: dict[Group, None] = {}
    for known in (message.message_id, *message.in_reply_to, *reversed(message.references)):
        those = by_id.get(known, {})
        found |= dict.fromkeys(islice(those, _MOST))
        found |= dict.fromkeys(reversed(tuple(islice(reversed(those), _MOST))))
    return tuple(found)


def _by_references(post: Patch, near: Sequence[Group]) -> Group | None:
    """The group in which it has a place: that of the mail it answers, whatever differs in its tags.

    One further off is only its own if nothing differs, and no list of patches is against it.
    """
    direct = [group for group in near if group.is_next_to(post)]
    free = [group for group in near if group.has_place(post) and group.accepts(post)]
    ways = (
        (group for group in direct if group in free),
        (group for group in direct if group.takes_in(post)),
        (group for group in free if not group.leaves_out(post)),
    )
    return next(chain.from_iterable(ways), None)


def _by_evidence(post: Patch, groups: Sequence[Group]) -> Group | None:
    """The group of an unthreaded mail: what the cover lists, one run of a sender, or the time.

    Time alone decides only where there is one candidate.
    """
    free = [
        group
        for group in groups
        if group.has_place(post) and group.accepts(post) and _is_near(post, group)
    ]
    sure = [group for group in free if group.lists(post) or group.sent(post)]
    if sure:
        return sure[-1]
    likely = [group for group in free if _likely(post, group)]
    return likely[0] if len(likely) == 1 else None


def _is_near(post: Patch, group: Group) -> bool:
    quoted = post.quote or group.first.quote
    return abs(when(post) - when(group.first)) <= (_ANSWERED if quoted else _APART)


def _likely(post: Patch, group: Group) -> bool:
    """Sent at the same time, not threaded elsewhere, and not against what a cover lists."""
    root = {*post.message.references[:1], *post.message.in_reply_to[:1]}
    if root and group.roots and not root & group.roots:
        return False
    if titles(post) or group.listed:
        return False  # it lists its patches, and was asked
    if post.quote or group.first.quote:
        return True
    return group.is_within(post, TOGETHER) or group.is_about_the_same_within(post, _SOON)


def _carry_over(series: Series, before: Mapping[tuple[int, int], Sequence[Series]]) -> Series:
    """A partial re-roll: single patches posted anew as replies to those they replace.

    The patches left as they were are still those of the revision before (as b4-am(1) sees it).
    """
    if series.revision < 2 or series.cover or not series.missing:  # noqa: PLR2004
        return series
    lacking = frozenset(series.missing)
    for old in reversed(before.get((series.revision - 1, series.expected), ())[-_MOST:]):
        replaced = {patch.message.message_id: patch.subject.index for patch in old.patches}
        if all(
            patch.subject.index in {replaced.get(each) for each in patch.message.in_reply_to}
            for patch in series.patches
        ):
            kept = [patch for patch in old.patches if patch.subject.index in lacking]
            patches = sorted((*series.patches, *kept), key=lambda patch: patch.subject.place)
            return replace(series, title=old.title, cover=None, patches=tuple(patches))
    return series
