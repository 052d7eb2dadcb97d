"""The fields of a mail that people read, decoded: what is plain needs no library, and most is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.model.mail import Address
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.thread.mime import Content

_ATOMS = r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*"
_PLAIN = regex(rf"(?P<name>[A-Za-z0-9 _'-]+) <(?P<email>{_ATOMS}@{_ATOMS})>".encode())


def read_content(raw: bytes) -> Content:
    """Take a mail apart; raises BeyondError, and whatever the libraries do on a hostile one."""
    from reviewbot.thread import mime  # noqa: PLC0415  it and what it imports take a third of a start

    return mime.read_content(raw)


def decoded(value: bytes) -> str:
    """A header's text on one line, its encoded words (RFC 2047) decoded."""
    line = b" ".join(value.split(b"\n "))
    if line.isascii() and b"=?" not in line:
        return line.decode("ascii").strip()
    from reviewbot.thread import mime  # noqa: PLC0415  as above

    return mime.decoded_words(line)


@lru_cache(maxsize=4096)  # people write more than once
def mailbox(value: bytes) -> Address:
    """The first mailbox of a header, decoded; both parts empty where there is none."""
    plain = _PLAIN.fullmatch(value)
    if plain:
        return Address(" ".join(plain["name"].decode().split()), plain["email"].decode())
    from reviewbot.thread import mime  # noqa: PLC0415  as above

    return mime.mailbox(value)
