"""Sums of shifted bytes of an array: numbers in big or little endian."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.tokens import spelled

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match

_CAST = r"(?:\( (?:(?:__)?[us](?:8|16|32|64)|(?:unsigned )?int) \) )?"
_BYTE = rf"{_CAST}(?:\w+ (?:->|\.) ){{0,4}}\w+ \[ \w+(?: \+ \d+)? \]"
_TERM = rf"(?:\( )?{_BYTE}(?: \))?(?: << \d+)?(?: \))?"
SUM = re.compile(rf"(?<![\w.>] ){_TERM}(?: [|+] {_TERM}){{1,7}}")
"""Such a sum, perhaps; as ``new_written`` takes it."""

_PART = re.compile(r"((?:\w+ (?:->|\.) ){0,4}\w+) \[ (\w+(?: \+ \d+)?) \](?: \))?(?: << (\d+))?")
_BINDS = frozenset(("|", "+", "-", "*", "/", "%", "&", "^", "<<", ">>", "~", "!", "[", "->", "."))
_LENGTHS = (2, 3, 4, 8)
_BYTES = frozenset(("u8", "__u8", "uint8_t", "unsigned char", "char"))


@dataclass(frozen=True, slots=True)
class Number:
    """The bytes of ``array`` from ``first`` on; ``kind`` is be16, le24 and so on."""

    array: str
    first: str
    kind: str


def number_of(match: Match) -> Number | None:
    """The number that a sum is, if it is all of one and nothing else is done to its bytes."""
    if match.before in _BINDS or match.after in _BINDS:
        return None
    parts = [
        (array, *_place(at), int(shift or 0))
        for array, at, shift in _PART.findall(spelled(match.tokens))
    ]
    parts.sort(key=lambda part: part[2])
    arrays, bases, places, shifts = (list(each) for each in zip(*parts, strict=True))
    follow = all(b - a == 1 for a, b in pairwise(places))
    if not follow or len(set(arrays)) > 1 or len(set(bases)) > 1 or len(parts) not in _LENGTHS:
        return None
    wanted = [8 * at for at in range(len(parts))]
    order = "le" if shifts == wanted else "be" if shifts == wanted[::-1] else ""
    first = f"{bases[0]} + {places[0]}" if bases[0] and places[0] else bases[0] or str(places[0])
    array = arrays[0].replace(" ", "")
    return Number(array, first, f"{order}{8 * len(parts)}") if order else None


def is_of_bytes(array: str, match: Match) -> bool | None:
    """Whether the elements of an array are bytes; ``None`` where its declaration is out of sight."""
    found = declarations(match.function).get(array, ()) if match.function else ()
    if not found:
        return None
    return all(each.type.removesuffix(" *") in _BYTES for each in found)


def _place(at: str) -> tuple[str, int]:
    """An index as a name, empty where there is none, and a number."""
    base, _, offset = at.partition(" + ")
    return ("", int(base, 0)) if base.isdigit() else (base, int(offset or 0))
