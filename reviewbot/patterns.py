"""Shell patterns of paths and lists, as users write them in their settings."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from reviewbot.thread.mailboxes import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.mail import Message


def fits(text: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns fits."""
    return any(fnmatchcase(text, pattern) for pattern in patterns)


def any_list(lists: Iterable[str], patterns: Iterable[str]) -> bool:
    """Whether one of the patterns fits one of some lower-case addresses."""
    lower = tuple(pattern.lower() for pattern in patterns)
    return any(fits(address, lower) for address in lists)


def went_to(message: Message) -> frozenset[str]:
    """Whom a mail went to and the list it came by, lower case."""
    found = (*addresses(message.to), *addresses(message.cc))
    return frozenset((*message.lists, *(each.email.lower() for each in found)))
