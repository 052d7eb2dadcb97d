"""Message-ids as users give them: alone, ``id:...``, or in a URL of a list archive or patchwork."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from reviewbot.errors import UsageError
from reviewbot.fetch.limits import shown
from reviewbot.regex import regex

_LONGEST = 998  # a line of a mail (RFC 5322, section 2.1.1)
_SCHEME = regex(r"https?://", re.IGNORECASE)
# URLs that stand for a message-id wherever b4 looks it up
_ANY_SERVER = frozenset(
    {"lore.kernel.org", "lkml.kernel.org", "patch.msgid.link", "msgid.link", "www.msgid.link"}
)
# patchwork tracks mails of lists that are archived elsewhere (b4 takes the first of these, too)
_PATCHWORK = regex(r"/project/[^/]+/(?:patch|cover)/(?P<id>[^/]+(?:@|%40)[^/]+)")
_NUMBERED = regex(
    r"/project/[^/]+/(?:patch|cover|list|bundle)\b|/(?:patch|cover|series|api/[\d.]+/\w+)/\d+"
)


def as_url(source: str) -> str | None:
    """The URL a source is, as people paste it: in ``<>``, or without the scheme of a server known.

    ``None`` where it is none.
    """
    text = source.strip()
    text = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    if _SCHEME.match(text):
        return text
    return f"https://{text}" if text.partition("/")[0].lower() in _ANY_SERVER else None


def of_url(url: str) -> tuple[str, str | None]:
    """The message-id in a URL, and its host where only that server will do; raises UsageError.

    Takes ``https://HOST/LIST/MSGID/...`` in all forms public-inbox has, percent-encoded or not, and
    ``https://HOST/project/NAME/patch/MSGID/`` of any patchwork.
    """
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise UsageError(f"{shown(url)} is not a URL") from error
    if tracked := _PATCHWORK.search(parts.path):
        return checked(unquote(tracked["id"])), None
    message_id = next((part for part in map(unquote, parts.path.split("/")) if "@" in part), None)
    if message_id is None:
        why = "has no message-id in it"
        if _NUMBERED.search(parts.path):
            why += "; a server is asked by that: open the patch there and give its Message-ID"
        raise UsageError(f"{shown(url)} {why}")
    host = parts.netloc.lower()
    return checked(message_id), None if host in _ANY_SERVER else host


def checked(text: str) -> str:
    """A message-id without ``<>``; raises UsageError where it cannot be one."""
    message_id = text.strip().removeprefix("<").removesuffix(">")
    if (
        "@" not in message_id
        or len(message_id) > _LONGEST
        or any(char in "<> " or not char.isprintable() for char in message_id)
    ):
        raise UsageError(f"{shown(text)} is not a message-id")
    return message_id
