"""Whether a patch that is only known from a reply was taken in that reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.model.patch import Quote

_TAKEN = regex(
    r"(?i)\s{0,8}(?:[\w']{1,12}[ ,.!]{1,3}){0,4}(?:applied|merged|queued|pushed|picked up)\b"
)


def is_taken(quote: Quote) -> bool:
    """Whether who quotes it writes that it is applied: it is too late for what is no bug."""
    return any(_TAKEN.match(line) for line in quote.message.lines if not line.startswith(">"))
