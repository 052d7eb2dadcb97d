"""The words without which a pattern matches nowhere: plain data, so that they are known without it."""

from __future__ import annotations

from reviewbot.frozen import frozen

# words of nearly every hunk: to look for them is to look at all of it
COMMON = frozenset(
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


@frozen
class Trigger:
    """All of ``words``, and of each of ``tables`` one word."""

    words: frozenset[str]
    tables: tuple[frozenset[str], ...] = ()

    @property
    def trigger(self) -> Trigger:
        """Itself: it stands for a pattern."""
        return self

    @property
    def rarest(self) -> frozenset[str]:
        """The words, one of which has to be there, that are the rarest in code, as far as one can tell."""
        every = (*(frozenset((word,)) for word in self.words), *self.tables)
        return min(every, key=_commonness, default=frozenset())

    def is_in(self, words: frozenset[str]) -> bool:
        """Whether the pattern may match where these words are."""
        if not self.words <= words:
            return False
        return not self.tables or not any(map(words.isdisjoint, self.tables))


def _commonness(words: frozenset[str]) -> tuple[bool, int, int]:
    return not COMMON.isdisjoint(words), len(words), -max(map(len, words), default=0)
