"""A series in the making: which mails have a place in it."""

from __future__ import annotations

import enum
from bisect import bisect_left, insort
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reviewbot.frozen import changing, field
from reviewbot.model.mail import Defect
from reviewbot.model.series import Series
from reviewbot.regex import regex
from reviewbot.thread.marks import agreed, of_revision
from reviewbot.thread.people import are_same, words
from reviewbot.thread.shortlog import shortlog
from reviewbot.thread.target import kernels

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch

TOGETHER = timedelta(hours=1)  # what was sent in one go, slow servers included
_COVER = (0, 0)
_EPOCH = datetime.fromtimestamp(0, UTC)
# One run of git send-email, b4 send or git format-patch --thread shares a part of its ids.
_RUNS = (
    regex(r"(\d{14}\.\d+-)\d+-"),
    regex(r"(\d{8}-[\w.-]{1,80}-v\d+-)\d+-[0-9a-f]+@"),
    regex(r"[0-9a-z]+(\.\d{9,11}\.git\.)"),
)


class _Has(enum.Enum):
    """What a group is asked for: whether one of its mails has such a one."""

    ID = enum.auto()
    ANSWERED = enum.auto()
    RUN = enum.auto()
    MARKS = enum.auto()
    COUNT = enum.auto()
    VERSION = enum.auto()


def _known_by(mail: Patch) -> Iterator[tuple[_Has, Hashable]]:
    yield _Has.ID, mail.message.message_id
    yield from ((_Has.ANSWERED, above) for above in dict.fromkeys(mail.message.in_reply_to))
    yield _Has.RUN, _run(mail.message)
    yield _Has.MARKS, _marks(mail)
    yield _Has.COUNT, mail.subject.expected
    yield _Has.VERSION, mail.subject.is_versioned


@changing(eq=False)
class Group:
    """A series in the making, by the places of its mails; ``older`` is the posting it may repeat."""

    first: Patch
    older: Group | None = None
    mails: dict[tuple[int, int], Patch] = field(default_factory=dict)
    roots: set[str] = field(default_factory=set)
    replaced: list[Patch] = field(default_factory=list)
    rivals: list[Patch] = field(default_factory=list)
    _known: Counter[Hashable] = field(default_factory=Counter)  # what any of its mails has
    _times: dict[str, list[datetime]] = field(default_factory=dict)  # by subject, "": of all
    _listed: frozenset[str] | None = None  # by the cover; None: not read yet

    @property
    def cover(self) -> Patch | None:
        """The cover letter, as far as it is here."""
        return self.mails.get(_COVER)

    def accepts(self, post: Patch) -> bool:
        """Same sender, same revision of as many patches, and its number free or posted again.

        A tag forgotten on some mails of one sending does not make two series of it.
        """
        ours = _same_sender(self.first, post) and _same_kernels(self.first, post)
        if not (ours and self._counts_alike(post)):
            return False
        if self.has_place(post):
            return self._marked_alike(post) or self.sent(post) or self._lists_now(post)
        same = _is_same_patch(self.mails[post.subject.place], post)
        return same and not self._is_begun_anew(post)

    def takes_in(self, post: Patch) -> bool:
        """Whether a mail right below or above one of the group has its place in it all the same.

        The number is free, and tags, totals or the sender differ: of what is sent in one go, or
        listed by the cover, or put in later ("3/2", "1.5/2").
        """
        numbered = post.subject.index is not None and self.first.subject.index is not None
        if not (numbered and self.has_place(post) and _same_kernels(self.first, post)):
            return False
        if post.subject.is_cover:
            return _same_sender(self.first, post) and self._answers(post)
        late = self._is_beyond(post)
        now = self.sent(post) or self.is_within(post, TOGETHER)
        if _same_sender(self.first, post):
            versions = self._marked_alike(post) or not post.subject.is_versioned
            return now or (versions and (late or self.lists(post)) and self._counts_alike(post))
        alike = self._counts_alike(post) and self._marked_alike(post)
        return alike and not late and (self.lists(post) or (now and not self.leaves_out(post)))

    def is_rivalled_by(self, post: Patch) -> bool:
        """Whether a mail sent along has the number of another one, by mistake of its sender."""
        return (
            not self.has_place(post)
            and not post.subject.is_cover
            and _same_sender(self.first, post)
            and post.subject.revision == self.first.subject.revision
            and self.is_within(post, TOGETHER)
        )

    def is_next_to(self, post: Patch) -> bool:
        """Whether it is a direct answer to a mail of the group, or has answers there."""
        message = post.message
        parents = message.in_reply_to[:1] or message.references[-1:]
        return self._answers(post) or any(self._has(_Has.ID, parent) for parent in parents)

    def add(self, post: Patch, defects: list[Defect]) -> None:
        """Put a mail in its place; one that was there goes to the defects."""
        place = post.subject.place
        if place in self.mails:
            again = f"posted again as {post.message.message_id}"
            defects.append(Defect(self.mails[place].message.message_id, "superseded", again))
            self.replaced.append(self.mails[place])
            self._known.subtract(_known_by(self.mails[place]))
            for about in _abouts(self.mails[place]):
                self._times[about].remove(when(self.mails[place]))
        self.mails[place] = post
        self._known.update(_known_by(post))
        for about in _abouts(post):
            insort(self._times.setdefault(about, []), when(post))
        if place == _COVER:
            self._listed = None
        self.roots.update(post.message.references[:1] or post.message.in_reply_to[:1])

    def has_place(self, post: Patch) -> bool:
        """Whether its number is free."""
        return post.subject.place not in self.mails

    def sent(self, post: Patch) -> bool:
        """Whether it was sent in one run with a mail that is here."""
        run = _run(post.message)
        return run is not None and self._has(_Has.RUN, run)

    def lists(self, post: Patch) -> bool:
        """Whether the cover's shortlog names the patch, or all of the group's if it is the cover."""
        if post.subject.is_cover:
            listed = titles(post)
            return bool(listed) and all(_key(mail) in listed for mail in self.mails.values())
        return _key(post) in self.listed

    def leaves_out(self, post: Patch) -> bool:
        """Whether the cover lists its patches and this is none of them."""
        return bool(self.listed) and _key(post) not in self.listed

    @property
    def listed(self) -> frozenset[str]:
        """The titles its cover lists."""
        if self._listed is None:
            self._listed = titles(self.cover) if self.cover else frozenset()
        return self._listed

    def is_within(self, post: Patch, time: timedelta) -> bool:
        """Whether it was sent at most that long before or after a mail that is here."""
        return self._is_within(post, time, "")

    def is_about_the_same_within(self, post: Patch, time: timedelta) -> bool:
        """The same of a mail whose subject begins like its own."""
        return self._is_within(post, time, _about(post))

    def is_only_cover(self) -> bool:
        """Whether no patch came with the cover."""
        return self.mails.keys() == {_COVER}

    def _answers(self, post: Patch) -> bool:
        return self._has(_Has.ANSWERED, post.message.message_id)

    def _lists_now(self, post: Patch) -> bool:
        """Whether the cover came at the same time and lists it, and one of them has no version."""
        untold = not (post.subject.is_versioned and self.first.subject.is_versioned)
        return untold and self.is_within(post, TOGETHER) and self.lists(post)

    def _marked_alike(self, post: Patch) -> bool:
        return self._has(_Has.MARKS, _marks(post)) and not self._is_begun_anew(post)

    def _is_begun_anew(self, post: Patch) -> bool:
        """Whether it has a version written out, some time behind a posting that has none."""
        now = self.sent(post) or self.is_within(post, TOGETHER)
        return post.subject.is_versioned and not now and not self._has(_Has.VERSION, value=True)

    def _counts_alike(self, post: Patch) -> bool:
        """A single patch without a number is always alone, but for a cover that counts one."""
        theirs = post.subject.expected
        other = {1: None, None: 1}.get(theirs, theirs)
        same = theirs is not None and self._has(_Has.COUNT, theirs)
        return same or (other != theirs and self._has(_Has.COUNT, other))

    def _is_within(self, post: Patch, time: timedelta, about: str) -> bool:
        times = self._times.get(about, [])
        at = bisect_left(times, when(post))
        return any(abs(when(post) - near) <= time for near in times[max(at - 1, 0) : at + 1])

    def _has(self, what: _Has, value: Hashable) -> bool:
        return self._known[what, value] > 0

    def _is_beyond(self, post: Patch) -> bool:
        subject = post.subject
        return subject.inserted > 0 or (subject.index or 1) > (subject.expected or 1)

    def series(self) -> Series:
        """The series, of which each mail has the revision that was agreed on."""
        patches = [self.mails[place] for place in sorted(self.mails) if place != _COVER]
        marks = agreed(self.cover, patches)
        mails = [of_revision(mail, marks.revision) for mail in patches]
        cover = self.cover and of_revision(self.cover, marks.revision)
        return Series(
            title=(cover or mails[0]).subject.title,
            revision=marks.revision,
            is_rfc=marks.is_rfc,
            cover=cover,
            patches=tuple(mails),
            expected=marks.expected,
            replaced=tuple(of_revision(mail, marks.revision) for mail in self.replaced),
            rivals=tuple(self.rivals),
        )


def titles(mail: Patch) -> frozenset[str]:
    """The titles a cover lists, in lower case; none for a patch."""
    if not mail.subject.is_cover:
        return frozenset()
    return frozenset(
        _folded(title) for title in shortlog(mail.message.lines, mail.subject.expected)
    )


def _marks(mail: Patch) -> tuple[int, bool]:
    return mail.subject.revision, mail.subject.is_rfc


def _key(mail: Patch) -> str:
    return _folded(mail.subject.title)


def _about(mail: Patch) -> str:
    """The first part of the title's prefix; what has none is like nothing else."""
    prefix, colon, _ = mail.subject.title.lower().partition(":")
    return (colon and prefix.split("/")[0].strip()) or mail.message.message_id


def _abouts(mail: Patch) -> tuple[str, str]:
    return "", _about(mail)


def _folded(title: str) -> str:
    return " ".join(title.lower().split())


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
    """Whether one is the other posted once more, and not a new version or a backport of it."""
    return (
        _key(one) == _key(other)
        and _marks(one) == _marks(other)
        and kernels(one.subject) == kernels(other.subject)
    )


def _same_kernels(one: Patch, other: Patch) -> bool:
    """Whether both are for the same kernel; a tag may be forgotten."""
    ours, theirs = kernels(one.subject), kernels(other.subject)
    return ours == theirs or not (ours and theirs)


def when(post: Patch) -> datetime:
    """When it was sent; what has no date comes first."""
    return post.message.date or _EPOCH
