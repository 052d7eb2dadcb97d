"""Which patterns may match where a word stands, worked out from the patterns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.nodes import Step
from reviewbot.context.c.hunk.pattern import patterns

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.nodes import Anchor
    from reviewbot.context.c.hunk.pattern import Pattern

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


@dataclass(frozen=True, eq=False)
class Index:
    """Patterns by the rarest word each has; ``anchors`` has where in it that stands."""

    anchors: Mapping[Pattern, Anchor]
    by_word: Mapping[str, Sequence[Pattern]]
    words: frozenset[str]

    def places(self, part: Fragment) -> Mapping[Pattern, Sequence[int]]:
        """Where in a fragment the anchor of each pattern stands; most patterns are not there."""
        places: dict[Pattern, list[int]] = {}
        for word in self.words & part.words:
            for pattern in self.by_word[word]:
                if pattern.required <= part.words:
                    at = part.seen_by(pattern).places.get(word, ())
                    places.setdefault(pattern, []).extend(at)
        return places


def index() -> Index:
    """The index of all patterns made so far."""
    return _index(len(patterns()))


@lru_cache(maxsize=1)
def _index(count: int) -> Index:
    """That of the first ``count``; more are made when more checks are imported."""
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
    return Index(anchors, by_word, frozenset(by_word))


def _words(pattern: Pattern, anchor: Anchor) -> Collection[str]:
    """The words that stand at an anchor."""
    return (anchor.text,) if anchor.step is Step.WORD else frozenset(pattern.words_of(anchor.text))
