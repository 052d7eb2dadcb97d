"""The headers of a mail that tell who has written it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.knowledge.relays import label, unhidden
from reviewbot.model.mail import Address
from reviewbot.regex import regex
from reviewbot.thread.body import read_body
from reviewbot.thread.people import author, from_in_body, is_person, signers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_FEW = 50  # addresses of one header that may be the author's
_LONGEST = 320  # characters of a List-Id
_EMAIL = regex(r"[\w.+=-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_IDENTITY = regex(r"([\w+=-]{1,64})\.([\w-]+(?:\.[\w-]+)+)>?\s*$")
_LAST_FIRST = regex(r"([^<>()\"@,:;=]+,[^<>()\"@,:;=]+)(<[^<>]+>)")


def repaired(value: bytes) -> bytes:
    """A ``From`` as RFC 5322 wants it: ``Author, Ada`` in quotes, the ``@`` not hidden."""
    if not value.isascii():
        return value
    text = unhidden(value.decode("ascii"))
    if name := _LAST_FIRST.fullmatch(text):
        text = f'"{name[1].strip()}" {name[2]}'
    return text.encode("ascii")


def author_of(
    sender: Address,
    header: Callable[[bytes], str],
    mailboxes: Callable[[str, int], Iterable[Address]],
    lines: Sequence[str] = (),
) -> Address:
    """Who has written a mail that came from ``sender``; the email is empty where nothing tells.

    ``header`` gives the value of a header, ``mailboxes`` so many of the addresses in one,
    ``lines`` are those of the body. They are read where ``From`` does not tell.
    """
    lists = lists_of(header)

    def named(*fields: bytes) -> Iterator[Address]:
        for field in fields:
            yield from mailboxes(header(field), _FEW)

    def told() -> Iterator[Address]:
        yield from named(b"reply-to")
        if written := from_in_body(lines, read_body(lines).headers):
            yield from mailboxes(f"{written.name} <{written.email}>", 1)
        yield from named(b"x-mailfrom", b"x-original-sender", b"sender")

    for one in named(b"author", b"x-original-from"):  # RFC 9057; what relays leave of From
        if is_person(one.email, lists):
            return Address(one.name or label(sender.name)[0], one.email)
    return author(sender, lists, told(), chain(named(b"cc", b"to"), signers(lines)))


def lists_of(header: Callable[[bytes], str]) -> tuple[str, ...]:
    """The lower-case addresses of the list a mail came by (RFC 2369, RFC 2919)."""
    posts = (header(b"list-post"), header(b"x-mailing-list"))
    found = {each.lower() for value in posts for each in _EMAIL.findall(value)}
    if identity := _IDENTITY.search(header(b"list-id")[-_LONGEST:]):
        found.add(f"{identity[1]}@{identity[2]}".lower())
    return tuple(sorted(found))
