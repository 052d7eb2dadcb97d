"""Which commits a patch says it fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.trailers import tags
from reviewbot.frozen import frozen
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch

_FIX = regex(r'([0-9a-fA-F]{5,40})\b[ \t]*(?:\(?"(.*)"\)?[^"]*)?$')


_MOST = 10  # of one mail; each may cost a walk through the history


@frozen
class Fix:
    """A ``Fixes:`` line at body line ``at``; ``id`` in lower case, ``title`` ``""`` if unquoted."""

    at: int
    id: str
    title: str


def fixes(mail: Patch) -> tuple[Fix, ...]:
    """The ``Fixes:`` lines of the log that name a commit, ten at most."""
    found = ((tag.at, _FIX.match(tag.value)) for tag in tags(mail, "Fixes")[:_MOST])
    return tuple(
        Fix(at, match[1].lower(), " ".join((match[2] or "").split()))
        for at, match in found
        if match
    )
