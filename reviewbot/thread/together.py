"""Which messages of an archive belong together, whatever their mailers did.

Messages belong together that name each other or the same message, that post a patch or cover of
one title or under one change-id by one person, or that are parts of one series sent without
threading: the same person, revision and count within a few days. A reply to a patch that never came belongs to the series whose
sender its id names. That is wider than any one thread, on purpose: how the
series are told apart is for ``read_thread`` to find out.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reviewbot.regex import regex
from reviewbot.thread.people import identities, plain_address
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.mail import Head
    from reviewbot.model.patch import Subject

_ANEW = timedelta(days=365)  # a title used again after that long is another patch's
_POSTED = timedelta(days=4)  # an unthreaded series is posted in one go
_SENT_BY = regex(r"\d{14}\.\d+-\d+-(\S+)$")  # as git send-email makes its ids
_NAMED = regex(r"(\d{8}-[\w.-]{1,80}?)-v\d+-\d+-[0-9a-f]+@")  # as b4 does, of a change-id
_UNDATED = datetime.fromtimestamp(0, UTC)


def together(heads: Sequence[Head]) -> tuple[tuple[int, ...], ...]:
    """The positions of the messages of each group in order of date; groups by their first one."""
    groups = _Groups()
    for head in heads:
        groups.root(head.message_id)
        for parent in head.parents:
            groups.join(head.message_id, parent)
    by_date = sorted(range(len(heads)), key=lambda number: (_when(heads[number]), number))
    _join_posts(groups, [heads[number] for number in by_date])
    members: dict[str, list[int]] = defaultdict(list)
    for number in by_date:
        members[groups.root(heads[number].message_id)].append(number)
    return tuple(tuple(numbers) for numbers in members.values())


class _Groups:
    """Union-find over message-ids."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}

    def root(self, key: str) -> str:
        parents = self._parents
        parents.setdefault(key, key)
        while parents[key] != key:
            parents[key] = key = parents[parents[key]]
        return key

    def join(self, one: str, other: str) -> None:
        self._parents[self.root(other)] = self.root(one)


def _join_posts(groups: _Groups, heads: Sequence[Head]) -> None:
    """Join posts of one title, and the parts of one unthreaded series; ``heads`` by date."""
    last: dict[tuple[object, ...], Head] = {}
    known = {head.message_id for head in heads}
    for head in heads:
        subject = read_subject(head.subject)
        if not (subject.is_patch or subject.is_rfc):
            continue
        if subject.is_reply:
            for parent in head.parents:
                sender = _SENT_BY.match(parent)
                key = (
                    plain_address(sender[1]) if sender else "",
                    subject.revision,
                    subject.expected,
                )
                if parent not in known and key in last:
                    groups.join(last[key].message_id, head.message_id)
            continue
        for name, apart in _names(head, subject):
            before = last.get(name, head)
            if _when(head) - _when(before) <= apart:
                groups.join(before.message_id, head.message_id)
            last[name] = head


def _names(head: Head, subject: Subject) -> Iterator[tuple[tuple[object, ...], timedelta]]:
    """What a post has in common with others of its series, and for how long that tells."""
    named = _NAMED.match(head.message_id)
    for person in identities(head.sender):
        yield (person, subject.title.lower()), _ANEW
        if named:
            yield (person, named[1]), _ANEW
        if subject.expected:
            yield (person, subject.revision, subject.expected), _POSTED


def _when(head: Head) -> datetime:
    return head.date or _UNDATED
