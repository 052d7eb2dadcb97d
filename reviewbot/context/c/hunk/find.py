"""Looks for patterns: by words, before any token is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.match import Match
from reviewbot.context.c.hunk.search import search
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.knowledge.layout import is_tool
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.pattern import Pattern
    from reviewbot.context.c.hunk.trigger import Trigger
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import Hunk


class Clue(Protocol):
    """What knows of words whether a pattern may match where they are: itself, or its trigger."""

    @property
    def trigger(self) -> Trigger:
        """The words without which it matches nowhere."""


@frozen
class Place:
    """A hunk of a file that has the words of a pattern: it is read where somebody asks."""

    path: str
    hunk: Hunk


@frozen
class Places:
    """The hunks of C of the kernel to which a patch adds anything; ``words`` are those of all."""

    words: frozenset[str]
    all: tuple[Place, ...]

    def has(self, clue: Clue) -> bool:
        """Whether there is one in which a pattern may match."""
        trigger = clue.trigger
        if not trigger.is_in(self.words):
            return False
        return any(trigger.is_in(place.hunk.words) for place in self.all)

    def of(self, clue: Clue) -> Sequence[Place]:
        """The places in which a pattern may match, in order."""
        trigger = clue.trigger
        if not trigger.is_in(self.words):
            return ()
        return [place for place in self.all if trigger.is_in(place.hunk.words)]


def places(context: DiffContext, clue: Clue) -> Sequence[Place]:
    """The hunks of C of the kernel in which a pattern may match, in order; raises TooLargeError."""
    return all_places(context).of(clue)


def matches(place: Place, pattern: Pattern, *, added: bool = False) -> Iterator[Match]:
    """Where the hunk matches, in source order; raises TooLargeError.

    ``added``: only where all of a match may be added, for its anchor is.
    """
    if added and not pattern.trigger.is_in(place.hunk.added_words):
        return
    part = fragment(place.hunk)
    code = part.seen_by(pattern)
    words, where = pattern.anchor_words, code.places
    there = words if len(words) < len(where) else words.intersection(where)
    anchors = sorted([at for word in there for at in where.get(word, ())])
    if added:
        anchors = [at for at in anchors if code.tokens[at].line.kind is ADDED]
    for start, stop, bound in search(pattern, code, pattern.anchor, anchors):
        yield Match(part, code, start, stop, bound)


@once_for_each
def all_places(context: DiffContext) -> Places:
    """Where any pattern may match; raises TooLargeError."""
    found = tuple(
        Place(file.path, hunk)
        for file in context.files
        if file.is_c and not is_tool(file.path)
        for hunk in c_hunks(context, file)
        if hunk.added_words
    )
    return Places(frozenset[str]().union(*(place.hunk.words for place in found)), found)
