"""A draft as a ``mailto:`` URL (RFC 6068): a click opens it in the reader's own mailer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from reviewbot.frozen import frozen
from reviewbot.regex import regex
from reviewbot.thread.clean import header_text, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.draft import Draft
    from reviewbot.model.mail import Address

MOST = 2000  # characters; some systems hand no longer a URL to a mailer
_PLAIN = regex(r"[\w.!#$&'*+/=?^`{|}~-]+@[\w.-]+")
_BARE = ",:;@!$*"  # may stand in a value as they are, and no mailer takes them for another


@frozen
class Mailto:
    """A link that opens a reply; ``lacks`` says what had to be left out of it, or why it is none."""

    href: str
    lacks: str = ""


def mailto(draft: Draft) -> Mailto:
    """The link for a draft: with its text if there is room, never without one of its recipients."""
    people = (*draft.to, *draft.cc)
    if not draft.to or not all(_PLAIN.fullmatch(each.email) for each in people):
        return Mailto("", "an address in it cannot be put into a link")
    fields = [("Cc", _addresses(draft.cc)), ("Subject", _value(header_text(draft.subject)))]
    if draft.references:  # else the mail has no id that a reply could name
        fields.insert(0, ("In-Reply-To", _value(f"<{header_text(draft.in_reply_to)}>")))
    body = _value("\r\n".join(map(visible, draft.body.split("\n"))))
    whole, bare = _url(draft.to, [*fields, ("Body", body)]), _url(draft.to, fields)
    if len(whole) <= MOST:
        return Mailto(whole)
    if len(bare) <= MOST:
        return Mailto(bare, "its text is too long for a link, copy it from here")
    return Mailto("", "it has too many recipients for a link")


def _url(to: Iterable[Address], fields: Iterable[tuple[str, str]]) -> str:
    given = "&".join(f"{name}={value}" for name, value in fields if value)
    return f"mailto:{_addresses(to)}?{given}"


def _addresses(people: Iterable[Address]) -> str:
    return ",".join(quote(each.email, safe="@") for each in people)


def _value(text: str) -> str:
    return quote(text, safe=_BARE, errors="replace")
