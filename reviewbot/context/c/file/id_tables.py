"""Tables of the devices a driver is for, by the string each entry begins with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHARACTERS = 4000  # looked through in a step
_OPENS = regex(r"struct (\w{1,40}) \w{1,80}\[\][^=;\n]{0,80}= \{\n")
_IN_FRONT = regex(r"(?:[^\n#/*]{0,79}[^\w\n#/*])?")
_CLOSES = regex(r"^\};?", re.MULTILINE)
_ENTRY = regex(r'\{\s{0,40}(?:\.(?:compatible|name)\s{0,9}=\s{0,9})?"([^"\n]{1,80})"')
_PARTED = regex(r"^\s{0,40}(?:#|/\*|//)", re.MULTILINE)  # into groups: each is by itself


class Entry(NamedTuple):
    """The string of an entry, and the line it stands in."""

    text: str
    row: int


def id_tables(source: str) -> Iterator[list[Entry]]:
    """The tables of a file that are one list, in order."""
    spend(1 + len(source) // _CHARACTERS)
    types = frozenset(table("device_tables")["strings"]["types"])
    for opens in filter(_begins_line, _OPENS.finditer(source)):
        closes = _CLOSES.search(source, opens.end())
        body = source[opens.end() : closes.start()] if closes and opens[1] in types else ""
        spend(1 + len(body) // _CHARACTERS)
        if body and not _PARTED.search(body):
            row = source.count("\n", 0, opens.end()) + 1
            yield [_entry(body, found, row) for found in _ENTRY.finditer(body)]


def _begins_line(opens: re.Match[str]) -> bool:
    """Whether what is in front of it on its line may be."""
    above = opens.string.rfind("\n", 0, opens.start())
    return _IN_FRONT.fullmatch(opens.string, above + 1, opens.start()) is not None


def is_one_of_alike(entries: Sequence[Entry], at: int) -> bool:
    """Whether one beside it begins as it does: the device behind its variants, or before them."""
    text = entries[at].text
    beside = (entries[one].text for one in (at - 1, at + 1) if 0 <= one < len(entries))
    return any(other.startswith(text) or text.startswith(other) for other in beside)


def _entry(body: str, found: re.Match[str], row: int) -> Entry:
    return Entry(found[1], row + body.count("\n", 0, found.start(1)))
