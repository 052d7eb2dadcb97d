"""Uses of a name that a search for its calls does not see: exports, assembly, macros, attributes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.index import index, shares_part
from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.context.c.file.definition import Definition

_WORD = regex(r"[^\W\d]\w*")


def in_text_of_assembly(source: bytes, name: str) -> bool:
    """Whether a file with inline assembly has the name inside of a string."""
    known = index(source)
    return name in known.string_words and (known.has_assembly or name not in known.code_words)


def is_registered(source: bytes, name: str) -> bool:
    """Whether a macro at top level, such as EXPORT_SYMBOL, is given the name."""
    return name in index(source).registered


def export_in(line: str) -> str:
    """The macro a removed or added line exports a name with; ``""`` for other lines."""
    macro = line.lstrip("+- \t").partition("(")[0].rstrip()
    fronts = tuple(front for entry in table("linkage")["exports"] for front in entry["fronts"])
    return macro if macro.startswith(fronts) else ""


def is_made_at_top_level(source: bytes, name: str) -> bool:
    """Whether a macro used outside of functions is given a part of the name.

    ``DEFINE_SHOW_ATTRIBUTE(frob_log)`` uses ``frob_log_show``; where it is from is not looked at.
    """
    return shares_part(name, index(source).made_of)


def is_seen_from_outside(piece: Definition) -> bool:
    """Whether the words of a definition say that more than C code may use it."""
    if piece.kind is DefinitionKind.FUNCTION:
        front, head = piece.returns, piece.text[: piece.opening]
    else:
        head = piece.text.partition("=")[0]
        front = re.split(rf"\b{re.escape(piece.name)}\b", head, maxsplit=1)[0]
    words = _WORD.findall(front)
    return (
        not words
        or not _outside().isdisjoint(_WORD.findall(head))
        or any(len(word) > 1 and word == word.upper() for word in words)
    )


def is_marked_unused(text: str) -> bool:
    """Whether C text has an attribute that allows for no user."""
    return not _unused().isdisjoint(_WORD.findall(text))


@cache
def _outside() -> frozenset[str]:
    return frozenset(word for entry in table("linkage")["outside"] for word in entry["words"])


@cache
def _unused() -> frozenset[str]:
    return frozenset(word for entry in table("linkage")["unused"] for word in entry["words"])


def is_compiled_with(source: bytes, home: int, users: Iterable[int]) -> bool:
    """Whether some user is compiled whenever the line ``home`` is."""
    branches = index(source).branches
    return any(home in branches[user - 1] for user in users)
