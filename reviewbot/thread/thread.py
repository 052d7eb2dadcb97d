"""A thread: its messages, its series, and which message belongs to which of them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.frozen import field, frozen
from reviewbot.thread.postings import are_revisions
from reviewbot.thread.related import Related
from reviewbot.thread.shortlog import shortlog
from reviewbot.thread.subject import read_subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewbot.model.mail import Defect, Message
    from reviewbot.model.patch import Subject
    from reviewbot.model.series import Series


@frozen(slots=False)
class Thread:
    """All messages of a source and the series found in them, oldest first.

    What is asked of the series more than once is worked out once and kept with the thread.
    """

    messages: tuple[Message, ...]
    series: tuple[Series, ...]
    defects: tuple[Defect, ...]
    _revisions: dict[int, tuple[Series, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def series_of(self, message_id: str) -> Series | None:
        """The series a message belongs to; the only one there is, where nothing shows which."""
        known = self.members.get(message_id)
        return known or (self.series[0] if len(self.series) == 1 else None)

    @cached_property
    def members(self) -> Mapping[str, Series]:
        """The series each message belongs to, by id: as cover or patch, or as a reply below one.

        A reply to a mail that is not here belongs to the series that has, or lists, the patch its
        subject names.
        """
        owner: dict[str, Series] = {}
        for one in self.series:
            for mail in one.postings:  # what a re-roll kept belongs to the series it was posted in
                owner.setdefault(mail.message.message_id, one)
        by_id = {message.message_id: message for message in self.messages}
        named = _named(self.series)
        for message in self.messages:
            series = _above(message, by_id, owner) or named.get(
                _name(read_subject(message.subject))
            )
            if series:
                owner[message.message_id] = series
        return owner

    @cached_property
    def related(self) -> Related:
        """Which of the series might be postings of one."""
        return Related(self.series)

    def revisions_of(self, series: Series) -> tuple[Series, ...]:
        """All postings of a series of this thread, itself among them, in the order of the thread.

        All that are related are compared, however many there are: for one that somebody asked
        about.
        """
        if id(series) not in self._revisions:
            related = self.related.to(series, near=None)
            found = (one for one in related if one is series or are_revisions(one, series))
            self._revisions[id(series)] = tuple(found)
        return self._revisions[id(series)]


def _above(message: Message, by_id: dict[str, Message], owner: dict[str, Series]) -> Series | None:
    """The series of the nearest known mail above this one, or of itself."""
    queue, seen = [message.message_id], set[str]()
    while queue:
        current = queue.pop(0)
        if current in owner:
            return owner[current]
        if current in seen or current not in by_id:
            continue
        seen.add(current)
        queue += [*by_id[current].in_reply_to, *reversed(by_id[current].references)]
    return None


def _named(series: Iterable[Series]) -> dict[tuple[str, int], Series]:
    """Title and revision of each patch, listed ones too, of which there is only one."""
    found: dict[tuple[str, int], list[Series]] = {}
    for one in series:
        listed = shortlog(one.cover.message.lines, one.expected) if one.cover else ()
        for title in {t.lower() for t in (*(m.subject.title for m in one.mails), *listed)}:
            found.setdefault((title, one.revision), []).append(one)
    return {name: those[0] for name, those in found.items() if len(those) == 1}


def _name(subject: Subject) -> tuple[str, int]:
    """By what a reply names a patch; nothing that is one where it does not."""
    return (subject.title.lower() if subject.is_patch else "", subject.revision)
