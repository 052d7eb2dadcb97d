"""Who posted a series: people write from several addresses, and for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.frozen import frozen
from reviewbot.thread.people import are_same, from_in_body, plain_address, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch


@frozen(slots=False)
class Authors:
    """The mailboxes and the full names of them, a name as the set of its words."""

    mailboxes: frozenset[str]
    names: frozenset[frozenset[str]]

    @classmethod
    def of(cls, mails: Iterable[Patch]) -> Authors:
        """The people who sent the mails, and whom all patches of them name as who wrote it.

        Who has written one patch of somebody's series reviews the others as anybody does.
        """
        mails = tuple(mails)
        written = [
            from_in_body(mail.message.lines, mail.body.headers)
            for mail in mails
            if mail.subject.index != 0
        ]
        first = written[0] if written else None
        people = [mail.message.author for mail in mails]
        if first and all(one and are_same(one, first) for one in written):
            people.append(first)
        names = (words(each.name) for each in people)
        return cls(
            frozenset(plain_address(each.email) for each in people if each.email),
            frozenset(name for name in names if len(name) > 1),
        )

    def wrote(self, message: Message) -> bool:
        """Whether the message is by one of them."""
        author = message.author
        return plain_address(author.email) in self.mailboxes or words(author.name) in self.names

    def overlaps(self, others: Authors) -> bool:
        """Whether one of them is among the others."""
        return bool(self.mailboxes & others.mailboxes or self.names & others.names)
