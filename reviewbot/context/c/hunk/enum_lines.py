"""Which added lines bring an enumerator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.type_bodies import type_around
from reviewbot.context.c.lex import code_only
from reviewbot.model.patch import ADDED
from reviewbot.words import words_in

if TYPE_CHECKING:
    from reviewbot.model.patch import DiffLine, Hunk


def adds_enumerator(hunk: Hunk, line: DiffLine, name: str) -> bool:
    """Whether an added line of C is ``NAME = value,``, or names it among those of an enum in sight."""
    if line.kind is not ADDED or not line.text[:1].isspace():
        return False
    left, sign, value = code_only(line.text).partition("=")
    if left.strip() == name and sign and value[:1] != "=" and value.rstrip().endswith(","):
        return True
    if name not in words_in(left):
        return False
    around = type_around(fragment(hunk), line)
    return around is not None and around.keyword == "enum"
