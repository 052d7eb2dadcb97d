"""Whom a mail was sent to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table
from reviewbot.thread.mailboxes import addresses
from reviewbot.thread.people import are_same, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.mail import Address, Message

_TELLING = 4  # letters of a name


def recipients(message: Message) -> tuple[Address, ...]:
    """The people in To and Cc."""
    return (*addresses(message.to), *addresses(message.cc))


def is_trimmed(message: Message) -> bool:
    """Whether the list a mail came by may have taken some of them out."""
    hosts = tuple(f"@{host}" for host in table("trimmed_lists")["hosts"])
    return any(email.endswith(hosts) for email in message.lists)


def reaches(person: Address, those: Iterable[Address]) -> bool:
    """Whether somebody is among them: by address, by name, or by the name an address spells."""
    name = words(person.name)
    return any(are_same(person, one) or (name and _spelled(one) == name) for one in those)


def may_reach(person: Address, those: Iterable[Address]) -> bool:
    """Whether one of the addresses without a name begins like a part of the person's: ``ada@``."""
    name = words(person.name)
    return any(
        len(local) >= _TELLING and (local.startswith(word) or word.startswith(local))
        for one in those
        if not one.name
        for local in [one.email.partition("@")[0].lower()]
        for word in name
        if len(word) >= _TELLING
    )


def is_among(email: str, those: Iterable[Address]) -> bool:
    """Whether an address, that of a list, is among them."""
    return any(one.email.lower() == email.lower() for one in those)


def _spelled(one: Address) -> frozenset[str]:
    """The words of an address: ``ada.author+frob@`` is ``Ada Author``."""
    return words(one.email.partition("@")[0].partition("+")[0].replace(".", " "))
