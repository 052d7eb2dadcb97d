"""A sorted list of words, looked up where it lies: to make a set of one takes longer than a review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MANY = 2000  # lookups, after which a dictionary pays


class Lexicon(Mapping[str, str]):
    """Words, each with what the list says of it; ``text`` is what ``packed`` makes."""

    def __init__(self, text: bytes) -> None:
        """Take the list as it is."""
        self._text = text
        self._asked = 0
        self._all: dict[str, str] | None = None

    def get(self, word: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """What the list says of a word."""
        if self._all is None:
            self._asked += 1
            if self._asked <= _MANY:
                found = self._searched(word.encode("utf-8", "replace"))
                return default if found is None else found.decode()
            self._all = dict(self._lines())
        return self._all.get(word, default)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.get(word) is not None

    def __getitem__(self, word: str) -> str:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def __iter__(self) -> Iterator[str]:
        return (word for word, _ in self._lines())

    def __len__(self) -> int:
        return self._text.count(b"\n")

    def _lines(self) -> Iterator[tuple[str, str]]:
        for line in self._text.decode().split("\n")[:-1]:
            word, _, said = line.partition(" ")
            yield word, said

    def _searched(self, word: bytes) -> bytes | None:
        """By bisection: the middle, then the line it is in."""
        text, low, high = self._text, 0, len(self._text)
        while low < high:
            middle = (low + high) // 2
            start = max(text.rfind(b"\n", low, middle) + 1, low)
            end = text.index(b"\n", middle)
            found, _, said = text[start:end].partition(b" ")
            if found == word:
                return said
            if found < word:
                low = end + 1
            else:
                high = start
        return None


def packed(entries: Iterable[tuple[str, str]]) -> bytes:
    """Words of letters and what is said of each, as one text, a line for each in order."""
    return b"".join(f"{word} {said}\n".encode() for word, said in sorted(entries))
