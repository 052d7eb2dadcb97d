"""Looks for all patterns together: one pass over a hunk finds where each of them may match."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.match import Match
from reviewbot.context.c.hunk.nodes import Step
from reviewbot.context.c.hunk.pattern import patterns
from reviewbot.context.c.hunk.search import search

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from reviewbot.context.c.hunk.code import Code
    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.nodes import Anchor
    from reviewbot.context.c.hunk.pattern import Pattern
    from reviewbot.model.patch import Hunk

# words of nearly every hunk: to look for them is to look at all of it
_COMMON = frozenset(
    [
        "break",
        "case",
        "char",
        "const",
        "continue",
        "default",
        "do",
        "else",
        "for",
        "goto",
        "if",
        "int",
        "long",
        "return",
        "sizeof",
        "static",
        "struct",
        "switch",
        "unsigned",
        "void",
        "while",
        "NULL",
    ]
)


def matches(hunk: Hunk, pattern: Pattern) -> Iterator[Match]:
    """Where the ``post`` side of a hunk matches, in source order; raises TooLargeError."""
    index = _index(len(patterns()))
    part = fragment(hunk)
    places = index.places(part).get(pattern)
    if places:
        code = _seen_by(pattern, part)
        for start, stop, bound in search(pattern, code, index.anchors[pattern], sorted(places)):
            yield Match(part, code, start, stop, bound)


def _seen_by(pattern: Pattern, part: Fragment) -> Code:
    return part.unhinted if pattern.looks_through_hints else part.code


@dataclass(frozen=True, eq=False)
class _Index:
    """Which patterns may match where a word stands; ``anchors`` has the one of each pattern."""

    anchors: Mapping[Pattern, Anchor]
    by_word: Mapping[str, Sequence[Pattern]]
    words: frozenset[str]
    known: WeakKeyDictionary[Fragment, Mapping[Pattern, Sequence[int]]] = field(
        default_factory=WeakKeyDictionary
    )

    def places(self, part: Fragment) -> Mapping[Pattern, Sequence[int]]:
        """Where in a fragment the anchor of each pattern stands; most patterns are not there."""
        places = self.known.get(part)
        if places is None:
            places = self._places(part)
            self.known[part] = places
        return places

    def _places(self, part: Fragment) -> dict[Pattern, list[int]]:
        places: dict[Pattern, list[int]] = {}
        for word in self.words & part.words:
            for pattern in self.by_word[word]:
                if pattern.required <= part.words:
                    at = _seen_by(pattern, part).places.get(word, ())
                    places.setdefault(pattern, []).extend(at)
        return places


@lru_cache(maxsize=1)
def _index(count: int) -> _Index:
    """The index of the first ``count`` patterns; more are made when more checks are imported."""
    made = patterns()[:count]
    words = {anchor: _words(pattern, anchor) for pattern in made for anchor in pattern.anchors}
    frequency = Counter(
        word for pattern in made for anchor in pattern.anchors for word in words[anchor]
    )

    def commonness(anchor: Anchor) -> tuple[bool, int]:
        own = words[anchor]
        return not _COMMON.isdisjoint(own), max((frequency[word] for word in own), default=0)

    anchors = {pattern: min(pattern.anchors, key=commonness) for pattern in made}
    by_word: dict[str, list[Pattern]] = {}
    for pattern, anchor in anchors.items():
        for word in words[anchor]:
            by_word.setdefault(word, []).append(pattern)
    return _Index(anchors, by_word, frozenset(by_word))


def _words(pattern: Pattern, anchor: Anchor) -> Collection[str]:
    """The words that stand at an anchor."""
    return (anchor.text,) if anchor.step is Step.WORD else frozenset(pattern.words_of(anchor.text))
