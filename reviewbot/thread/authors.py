"""Who posted a series: people write from several addresses, and for others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.mail import Message
    from reviewbot.model.patch import Patch

# the in-body header of who wrote the patch, where somebody else or another address sends it
_FROM = re.compile(r"From:[ \t]*\"?([^<>\"]*?)\"?[ \t]*<([^<>\s]+@[^<>\s]+)>")


@dataclass(frozen=True)
class Authors:
    """The addresses and the full names of them, lower-case; a name is the set of its words."""

    emails: frozenset[str]
    names: frozenset[frozenset[str]]

    @classmethod
    def of(cls, mails: Iterable[Patch]) -> Authors:
        """Those who sent the mails and those the mails name as who wrote the patch."""
        emails, names = set[str](), set[frozenset[str]]()
        for mail in mails:
            message = mail.message
            emails.add(message.author.email.lower())
            names.add(_words(message.author.name))
            for number in mail.body.headers:
                if given := _FROM.match(message.line(number)):
                    names.add(_words(given[1]))
                    emails.add(given[2].lower())
        return cls(frozenset(emails), frozenset(name for name in names if len(name) > 1))

    def wrote(self, message: Message) -> bool:
        """Whether the message is by one of them."""
        author = message.author
        return author.email.lower() in self.emails or _words(author.name) in self.names


def _words(name: str) -> frozenset[str]:
    """``Author, Ada`` is ``Ada Author``."""
    return frozenset(name.lower().replace(",", " ").split())
