"""Who wrote a mail, and whether two are the same person.

The address in ``From`` need not be the writer's: lists put their own there (or DMARC, RFC 7489,
has the mail refused), relays send for people, archives hide the ``@``. Everything else in the
project takes the author of a message from here, so that what is decided by who somebody is
(author, reviewer, recipients, attribution, revisions) is decided alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.knowledge.relays import decoded, is_list, is_relay, label, stands_for, unhidden
from reviewbot.model.mail import Address
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from reviewbot.model.patch import Span

MOST = 1_000  # body lines that are looked at for who has signed

_COMMENT = regex(
    r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|[^\s@]{1,320}@\S+"
)  # a company, the address again
_EMAIL = regex(r"[^\s<>()\"'@,;:]{1,64}@[\w-]+(?:\.[\w-]+)+")
_FROM = regex(r"From:(?P<name>[^<>]{0,200})<(?P<email>[^<>]{1,320})>")
_SIGNED = regex(
    r"[a-z]{1,30}(?:-[a-z]{1,30}){0,3}-by:(?P<name>[^<>]{0,200})<(?P<email>[^<>]{1,320})>",
    re.IGNORECASE,
)


def author(
    sender: Address, lists: Collection[str], told: Iterable[Address], known: Iterable[Address]
) -> Address:
    """The person behind the ``From`` of a mail; the email is empty where nothing tells it.

    ``lists`` are the lower-case addresses of the list it came by. ``told`` is who other headers
    and the body say it is from, best first; ``known`` is whom the mail names besides. Neither is
    looked at where a person's own address stands in ``From``.
    """
    name, relay = label(sender.name)
    if is_person(sender.email, lists) and not relay:
        return sender
    known = tuple(known)
    inside = _EMAIL.search(name) or _EMAIL.search(sender.name)
    spelled = inside[0] if inside else decoded(sender.email)
    if is_person(spelled, lists) and spelled.lower() != sender.email.lower():
        return Address(_EMAIL.sub("", name).strip(" ()"), spelled)
    told = [one for one in told if _differs(one, sender) and is_person(one.email, lists)]
    named = [
        *told,
        *(one for one in known if _differs(one, sender) and is_person(one.email, lists)),
    ]
    sure = [one for one in named if stands_for(sender.email, one.email)]
    sure += [one for one in named if words(one.name) and words(one.name) == words(name)]
    sure += [one for one in told if not (one.name and name)]
    if sure:
        return Address(name or sure[0].name, sure[0].email)
    listed = any(not _differs(one, sender) for one in known)
    return Address(name, "") if listed or _is_of_list(sender, lists, relay) else sender


def is_person(email: str, lists: Collection[str] = ()) -> bool:
    """Whether mail to this address reaches one person, as far as an address tells."""
    return _may_be_of_one(email) and email.lower() not in lists


@lru_cache(maxsize=4096)
def _may_be_of_one(email: str) -> bool:
    return "@" in email and not (is_relay(email) or is_list(email))


def are_same(one: Address, other: Address) -> bool:
    """Whether two are one person: by address, or by full name where somebody has several."""
    return not identities(one).isdisjoint(identities(other))


@lru_cache(maxsize=4096)
def identities(one: Address) -> frozenset[str | frozenset[str]]:
    """What a person is known by: the address, and a name of more than one word."""
    name = words(one.name)
    return frozenset(
        ([plain_address(one.email)] if one.email else []) + ([name] if len(name) > 1 else [])
    )


@lru_cache(maxsize=4096)
def words(name: str) -> frozenset[str]:
    """The words of a name: ``Author, Ada (ACME)`` is ``Ada Author``, in any case and order."""
    plain = unicodedata.normalize("NFKD", _COMMENT.sub(" ", label(name)[0]))
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return frozenset(re.findall(r"\w+", plain.casefold()))


@lru_cache(maxsize=4096)
def plain_address(email: str) -> str:
    """An address in lower case, without what its owner sorts mail by: ``ada+frob@``."""
    local, at, host = email.lower().rpartition("@")
    return (local.partition("+")[0] or local) + at + host


def from_in_body(lines: Sequence[str], headers: Span) -> Address | None:
    """Who the in-body ``From:`` (git-am(1)) says has written a patch."""
    found = (_FROM.match(lines[number - 1]) for number in headers)
    return next((_address(match) for match in found if match), None)


def signers(lines: Sequence[str]) -> Iterator[Address]:
    """Everybody with a ``…-by:`` line of their own in a body."""
    for line in lines[:MOST]:
        if match := _SIGNED.match(line):
            yield _address(match)


def _address(match: re.Match[str]) -> Address:
    return Address(match["name"].strip().strip('"').strip(), unhidden(match["email"]).strip())


def _differs(one: Address, sender: Address) -> bool:
    return one.email.lower() != sender.email.lower()


def _is_of_list(sender: Address, lists: Collection[str], relay: str) -> bool:
    """Whether the address is no person's, or is that of the relay the name tells of."""
    if not is_person(sender.email, lists):
        return True
    local = re.sub(r"\W", "", sender.email.partition("@")[0].lower())
    return local == re.sub(r"\W", "", relay.lower())
