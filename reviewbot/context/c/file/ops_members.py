"""Which functions of a driver are which members of its tables of callbacks."""

from __future__ import annotations

from reviewbot.context.c.file.definitions import definitions
from reviewbot.model.budget import shared, spend
from reviewbot.regex import regex

_TABLE = regex(r"struct(?<!\wstruct)\s+(\w+_ops)\s+\w+\s*=\s*\{")
_FILLED = regex(r"\.(\w+)\s*=\s*(\w+)\s*,")


@shared(maxsize=32)
def ops_members(source: bytes) -> frozenset[tuple[str, str, str]]:
    """Function, kind of table and member, of each table called ``*_ops`` of a file."""
    found: set[tuple[str, str, str]] = set()
    for piece in definitions(source):
        spend(1)
        head = _TABLE.search(piece.text)
        if head:
            filled = _FILLED.findall(piece.text)
            found.update((function, head[1], member) for member, function in filled)
    return frozenset(found)
