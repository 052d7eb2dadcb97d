"""Looks for all patterns together: by words, one pass over a patch finds where each may match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.index import Index, index
from reviewbot.context.c.hunk.match import Match
from reviewbot.context.c.hunk.search import search
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.context.memo import once_for_each
from reviewbot.knowledge.layout import is_tool
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.pattern import Pattern
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import Hunk


@dataclass(frozen=True, slots=True)
class Place:
    """A hunk of a file that has the words of a pattern: it is read where somebody asks."""

    path: str
    hunk: Hunk


def places(context: DiffContext, pattern: Pattern) -> Sequence[Place]:
    """The hunks of C of the kernel in which a pattern may match, in order; raises TooLargeError."""
    return _all_places(context).get(pattern, ())


def is_anywhere(context: DiffContext, patterns: Iterable[Pattern]) -> bool:
    """Whether one of these may match anywhere in a patch; raises TooLargeError."""
    return not _all_places(context).keys().isdisjoint(patterns)


def _all_places(context: DiffContext) -> Mapping[Pattern, Sequence[Place]]:
    known, found = _pass(context)
    current = index()
    return found if known is current else _found(context, current)  # a pattern was made since


def matches(place: Place, pattern: Pattern, *, added: bool = False) -> Iterator[Match]:
    """Where the hunk matches, in source order; raises TooLargeError.

    ``added``: only where all of a match may be added, for its anchor is.
    """
    current = index()
    if added and not current.may_be(pattern, place.hunk.added_words):
        return
    part = fragment(place.hunk)
    code = part.seen_by(pattern)
    words = current.words_at[pattern] & code.places.keys()
    anchors = sorted(at for word in words for at in code.places[word])
    if added:
        anchors = [at for at in anchors if code.tokens[at].line.kind is LineKind.ADDED]
    for start, stop, bound in search(pattern, code, current.anchors[pattern], anchors):
        yield Match(part, code, start, stop, bound)


@once_for_each
def _pass(context: DiffContext) -> tuple[Index, Mapping[Pattern, Sequence[Place]]]:
    """The one pass, for all patterns there are."""
    current = index()
    return current, _found(context, current)


def _found(context: DiffContext, current: Index) -> Mapping[Pattern, Sequence[Place]]:
    found: dict[Pattern, list[Place]] = {}
    for file in context.files:
        for hunk in c_hunks(context, file) if file.is_c and not is_tool(file.path) else ():
            if hunk.added_words:
                place = Place(file.path, hunk)
                for pattern in current.in_words(hunk.words):
                    found.setdefault(pattern, []).append(place)
    return found
