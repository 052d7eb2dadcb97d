"""The mailboxes of a header field, decoded: what is plain needs no library, and most is."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from reviewbot.knowledge.relays import unhidden
from reviewbot.model.mail import Address
from reviewbot.regex import regex
from reviewbot.thread.border import attempt, reader
from reviewbot.thread.fields import decoded, with_words
from reviewbot.thread.headers import unfolded

if TYPE_CHECKING:
    from collections.abc import Sequence

_ATOMS = r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
_PLAIN = regex(
    rf"(?:(?P<name>[\w '=?.-]*|\"[\w '=?.()-]*\" )<(?P<email>{_ATOMS}@{_ATOMS})>"
    rf"|(?P<bare>{_ATOMS}@{_ATOMS}))"
)
_NAME = regex(r"[\w '-]+")


@lru_cache(maxsize=4096)  # people write more than once
def mailbox(value: bytes) -> Address:
    """The first mailbox of a header, decoded; both parts empty where there is none."""
    pair = _plain(value.decode()) if value.isascii() else None
    name = _simple(pair[0]) if pair else None
    if pair and name is not None:
        return Address(" ".join(name.split()), pair[1])
    from reviewbot.thread import mime  # noqa: PLC0415  it and what it imports take a third of a start

    return mime.mailbox(value)


def _nobody(_error: Exception, _value: str, _limit: int = 200, /) -> tuple[Address, ...]:
    return ()


@lru_cache(maxsize=256)  # all mails of a series go to the same people
@reader(_nobody)
def addresses(value: str, limit: int = 200, /) -> tuple[Address, ...]:
    """The mailboxes of a raw ``To``/``Cc`` value, decoded; at most ``limit`` of them.

    Where the value as a whole cannot be read, those that can be are taken one by one.
    """
    if not value:  # as of most headers that may name an author
        return ()
    parts = unhidden(unfolded(value)).split(",")[: limit * 2]
    found = [Address(_name(name), email) for name, email in _pairs(parts) if "@" in email]
    return tuple(found[:limit])


def _pairs(parts: Sequence[str]) -> Sequence[tuple[str, str]]:
    """The names and addresses of a value that is taken apart at its commas."""
    plain = [pair for part in parts if (pair := _plain(part.strip(" \t")))]
    if len(plain) == len(parts):
        return plain
    from email.utils import getaddresses  # noqa: PLC0415  it takes longer than a mail does

    def one_by_one(_error: Exception) -> list[tuple[str, str]]:
        return [pair for part in parts for pair in attempt(partial(getaddresses, [part]), _none)]

    return attempt(lambda: getaddresses([",".join(parts)]), one_by_one)


def _none(_error: Exception) -> list[tuple[str, str]]:
    return []


def _plain(text: str) -> tuple[str, str] | None:
    """The name, not decoded yet, and the address of a mailbox; ``None`` where it is not plain."""
    match = _PLAIN.fullmatch(text)
    if not match:
        return None
    return (match["name"] or "").replace('"', ""), match["email"] or match["bare"]


def _simple(name: str) -> str | None:
    """The name, decoded; ``None`` where it is not simple, and the library has to look at it."""
    if "=?" not in name:
        return name
    known = with_words(name.encode())
    return known if known and _NAME.fullmatch(known) else None


def _name(name: str) -> str:
    """An RFC 2047 display name; left as it is where it cannot be decoded."""
    if "=?" in name:
        whole = name
        name = attempt(lambda: decoded(whole.encode("utf-8", "replace")), lambda _error: whole)
    return " ".join(name.split())
