"""The functions of a driver that run when user space asks for something."""

from __future__ import annotations

from reviewbot.context.c.file.definitions import definitions
from reviewbot.knowledge.load import table
from reviewbot.model.budget import shared, spend
from reviewbot.regex import regex

_TABLE = regex(r"struct(?<!\wstruct)\s+(\w+)\s+\w+\s*=\s*\{")
_FILLED = regex(r"\.\w+\s*=\s*(\w+)\s*,")


@shared(maxsize=32)
def user_callbacks(source: bytes) -> frozenset[str]:
    """The functions that the tables of a file name, of the kinds in knowledge/user_ops.toml."""
    known = table("user_ops")["ops"]["structs"]
    found: set[str] = set()
    for piece in definitions(source):
        spend(1)
        head = _TABLE.search(piece.text)
        if head and head[1] in known:
            found.update(_FILLED.findall(piece.text))
    return frozenset(found)
