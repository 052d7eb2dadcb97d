"""Enumerations a patch writes in, whose names are the kernel's own to choose."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.enums import enums
from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import has_given_names
from reviewbot.knowledge.load import table
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.enums import Enum, Enumerator
    from reviewbot.context.levels import DiffContext


@frozen
class ChangedEnum:
    """An enumeration in a hunk that adds lines, and the names the patch removes."""

    enum: Enum
    removed: frozenset[str]

    def is_new(self, member: Enumerator) -> bool:
        """Whether a member is added, and not moved: no removed line has its name."""
        return member.line.kind is ADDED and member.name not in self.removed


@once_for_each
def changed_enums(context: DiffContext) -> tuple[ChangedEnum, ...]:
    """The enumerations of a patch in source order, interfaces whose names are given left out."""
    found = [
        enum
        for file in context.files
        if file.is_c and not has_given_names(file.path)
        for hunk in file.hunks
        if hunk.added_words
        for enum in enums(hunk)
    ]
    hunks = [hunk for file in context.files for hunk in file.hunks] if found else []
    removed = frozenset[str]().union(*[hunk.removed_words for hunk in hunks])
    return tuple(ChangedEnum(enum, removed) for enum in found)


@cache
def known_words(entry: str) -> frozenset[str]:
    """All words of the entries of that name in ``knowledge/ordinals.toml``."""
    return frozenset(word for row in table("ordinals")[entry] for word in row["words"])
