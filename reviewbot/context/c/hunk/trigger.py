"""The words without which a pattern matches nowhere: plain data, so that they are known without it."""

from __future__ import annotations

from reviewbot.frozen import frozen


@frozen
class Trigger:
    """All of ``words``, and of each of ``tables`` one word."""

    words: frozenset[str]
    tables: tuple[frozenset[str], ...] = ()

    @property
    def trigger(self) -> Trigger:
        """Itself: it stands for a pattern."""
        return self

    def is_in(self, words: frozenset[str]) -> bool:
        """Whether the pattern may match where these words are."""
        return self.words <= words and not any(map(words.isdisjoint, self.tables))
