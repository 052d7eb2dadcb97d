"""Links out of a report: to mails in an archive, and to what a mail's text gives as a URL.

Only mails are linked that an archive has, as far as is known: to ask a server for any other tells
it that there is one. Of URLs those of the web are taken, never one with a name before its host.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from reviewbot.frozen import frozen
from reviewbot.regex import regex
from reviewbot.report.paint import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

_URL = r"https?://[A-Za-z0-9.-]++(?::\d{1,5}+)?(?![\w@:%])(?:[/?#][!-;=?-~]*+)?"
_LINKED = regex(rf"(?P<url>{_URL})|<(?!https?:)(?P<id>[^<>\s]{{3,998}}+)>")
_ID = regex(r"[!-;=?A-~]++@[!-;=?-~]+")
_STOPS = ".,;:!?'\"*]"  # behind a URL, of the sentence it stands in
_IN_PATH = "-._~!$&'()*+,;=:@"  # what a segment of a path may hold (RFC 3986)


@frozen
class Archive:
    """Where mails can be read: a URL with ``%s`` for the message-id, and the ``ids`` it has."""

    mask: str
    ids: frozenset[str]

    def url(self, message_id: str) -> str:
        """Where a mail can be read; empty where that is not known."""
        known = message_id in self.ids and _ID.fullmatch(message_id)
        if not known or not self.mask.startswith("https://"):
            return ""
        return self.mask.replace("%s", quote(message_id, safe=_IN_PATH))

    def pieces(self, line: str) -> Iterator[Piece]:
        """A visible line with its URLs and its ``<message-ids>`` linked."""
        done = 0
        for found in _LINKED.finditer(line):
            text = _without_stops(found["url"]) if found["url"] else found[0]
            href = text if found["url"] else self.url(found["id"])
            if href:
                yield Piece(line[done : found.start()])
                yield Piece(text, link=href)
                done = found.start() + len(text)
        yield Piece(line[done:])


def _without_stops(url: str) -> str:
    return url.rstrip(_STOPS if "(" in url else _STOPS + ")")
