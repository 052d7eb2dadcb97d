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
    """Patterns by the rarest word each has.

    ``anchors`` has where in a pattern that stands, ``words_at`` which words may be that one.
    """

    anchors: Mapping[Pattern, Anchor]
    words_at: Mapping[Pattern, frozenset[str]]
    by_word: Mapping[str, Sequence[Pattern]]

    def in_words(self, words: frozenset[str]) -> Collection[Pattern]:
        """The patterns that may match where these words are; most may not."""
        by_word = self.by_word
        return {
            pattern
            for word in words & by_word.keys()
            for pattern in by_word[word]
            if pattern.required <= words
        }

    def may_be(self, pattern: Pattern, words: frozenset[str]) -> bool:
        """Whether a pattern may match where these words are."""
        return pattern.required <= words and not words.isdisjoint(self.words_at[pattern])


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
    words_at = {pattern: words[anchor] for pattern, anchor in anchors.items()}
    by_word: dict[str, list[Pattern]] = {}
    for pattern, at in words_at.items():
        for word in at:
            by_word.setdefault(word, []).append(pattern)
    return Index(anchors, words_at, by_word)


def _words(pattern: Pattern, anchor: Anchor) -> frozenset[str]:
    """The words that stand at an anchor."""
    is_word = anchor.step is Step.WORD
    return frozenset((anchor.text,) if is_word else pattern.words_of(anchor.text))
