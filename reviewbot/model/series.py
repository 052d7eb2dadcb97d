"""A series: the patches of one revision, and what is missing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.lazy import lazy

if TYPE_CHECKING:
    from reviewbot.model.comment import Comment
    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch


@frozen(slots=False)
class Series:
    """One revision of a series, patches in order of their index.

    ``revision``, ``is_rfc`` and ``expected`` are what its mails say together, whatever one of them
    lacks. ``replaced`` are mails of it that were posted again; the later posting is among the
    patches. ``rivals`` are mails sent along that have the number of one of its patches as well.
    ``profile`` names the project it is for, where that is told.
    """

    title: str
    revision: int
    is_rfc: bool
    cover: Patch | None
    patches: tuple[Patch, ...]
    expected: int
    replaced: tuple[Patch, ...] = ()
    rivals: tuple[Patch, ...] = ()
    profile: str = ""

    @lazy
    def missing(self) -> tuple[int, ...]:
        """The numbers of the patches that are not here."""
        present = {patch.subject.place for patch in self.patches}
        inserted = sum(place[1] > 0 for place in present)
        numbers = range(1, self.expected - inserted + 1)
        return tuple(n for n in numbers if (n, 0) not in present)

    @lazy
    def mails(self) -> tuple[Patch, ...]:
        """Cover (where there is one) and patches: all that can be commented on."""
        return (*((self.cover,) if self.cover else ()), *self.patches)

    @lazy
    def postings(self) -> tuple[Patch, ...]:
        """All mails that were posted for it: what was said below an older one counts, too."""
        return (*self.mails, *self.replaced)

    @lazy
    def titles(self) -> frozenset[str]:
        """The title of the whole and those of its patches, lower-case."""
        return frozenset(
            each.lower() for each in (self.title, *(p.subject.title for p in self.patches))
        )

    @lazy
    def change_ids(self) -> tuple[str, ...]:
        """What its mails name the change by, in their order."""
        return tuple(dict.fromkeys(m.message.change_id for m in self.mails if m.message.change_id))

    @property
    def author(self) -> str:
        """The lower-case address of who posted it."""
        return self.mails[0].message.author.email.lower()


@frozen(slots=False)
class Prior:
    """What was posted and said before: ``earlier`` revisions of a series, newest first.

    ``comments`` are all people made on this revision and on those, oldest first. ``reposts`` are
    the older postings under the same revision number, newest first. ``author_notes`` are mails right above
    or below those of the series and of such older postings in which its author says more, and which
    are no patches. ``robots`` are the comments of machines. ``absent`` are the ids its mails answer
    that nobody here has. ``ahead`` are older postings that have a higher revision number all the
    same, newest first; ``later`` those that followed under a higher one, oldest first. ``habits`` are what
    titles in the archive at hand begin with, by directory.
    """

    earlier: tuple[Series, ...] = ()
    comments: tuple[Comment, ...] = ()
    reposts: tuple[Series, ...] = ()
    author_notes: tuple[Message, ...] = ()
    robots: tuple[Comment, ...] = ()
    absent: frozenset[str] = frozenset()
    ahead: tuple[Series, ...] = ()
    later: tuple[Series, ...] = ()
    habits: tuple[tuple[str, str, int, int, int], ...] = ()

    @lazy
    def postings(self) -> tuple[Patch, ...]:
        """All mails that were posted before for the same, of the newest posting first."""
        return tuple(mail for one in (*self.earlier, *self.reposts) for mail in one.postings)
