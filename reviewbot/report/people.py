"""Addresses as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex
from reviewbot.thread.clean import header_text

if TYPE_CHECKING:
    from reviewbot.model.mail import Address

# what a name may hold outside of quotes: RFC 5322 atoms and spaces, and letters of any script
_BARE = regex(r"[^()<>\[\]:;@\\,.\"]*")


def person(address: Address) -> str:
    """``Name <user@host>``, the name in quotes where it must be; not encoded as for a mail."""
    name, email = header_text(address.name), header_text(address.email)
    if not name:
        return email
    if not _BARE.fullmatch(name):
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        name = f'"{escaped}"'
    return f"{name} <{email}>"
