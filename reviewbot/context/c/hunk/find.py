"""Looks for all patterns together: one pass over a patch finds where each of them may match."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.index import Index, index
from reviewbot.context.c.hunk.match import Match
from reviewbot.context.c.hunk.search import search
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.context.memo import once_for_each
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.pattern import Pattern
    from reviewbot.context.levels import DiffContext


@dataclass(frozen=True, slots=True)
class Place:
    """A hunk of a file in which a pattern may match: where its anchor stands."""

    path: str
    part: Fragment
    anchors: Sequence[int]

    def added(self, pattern: Pattern) -> Place:
        """The same, but only where all of a match may be added: each has its anchor in it."""
        if not pattern.required <= self.part.hunk.added_words:
            return Place(self.path, self.part, ())
        tokens = self.part.seen_by(pattern).tokens
        added = [at for at in self.anchors if tokens[at].line.kind is LineKind.ADDED]
        return Place(self.path, self.part, added)


def places(context: DiffContext, pattern: Pattern) -> Sequence[Place]:
    """The hunks of C of a patch in which a pattern may match, in order; raises TooLargeError."""
    known, found = _pass(context)
    current = index()
    if known is not current:  # a pattern was made since
        found = _found(context, current)
    return found.get(pattern, ())


def matches(place: Place, pattern: Pattern) -> Iterator[Match]:
    """Where the hunk matches, in source order; raises TooLargeError."""
    if not place.anchors:
        return
    code = place.part.seen_by(pattern)
    anchor = index().anchors[pattern]
    for start, stop, bound in search(pattern, code, anchor, sorted(place.anchors)):
        yield Match(place.part, code, start, stop, bound)


@once_for_each
def _pass(context: DiffContext) -> tuple[Index, Mapping[Pattern, Sequence[Place]]]:
    """The one pass, for all patterns there are."""
    current = index()
    return current, _found(context, current)


def _found(context: DiffContext, current: Index) -> Mapping[Pattern, Sequence[Place]]:
    found: dict[Pattern, list[Place]] = {}
    for file in context.files:
        for hunk in c_hunks(context, file) if file.is_c else ():
            part = fragment(hunk)
            for pattern, anchors in current.places(part).items():
                found.setdefault(pattern, []).append(Place(file.path, part, anchors))
    return found
