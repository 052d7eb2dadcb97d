"""A sorted list of words, looked up where it lies: to make a set of one takes longer than a review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MANY = 2000  # words, after which a dictionary pays


class Lexicon(Mapping[str, str]):
    """Words, each with what the list says of it; ``text`` is what ``packed`` makes."""

    def __init__(self, text: bytes) -> None:
        """Take the list as it is."""
        self._text = text
        self._met: dict[str, str | None] = {}  # what was looked up, or all there is
        self._is_all = False

    def get(self, word: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """What the list says of a word."""
        found = self._met.get(word)
        if found is None and not self._is_all and word not in self._met:
            if len(self._met) < _MANY:
                found = self._met[word] = self._searched(word)
            else:
                self._met, self._is_all = dict(self._lines()), True
                found = self._met.get(word)
        return default if found is None else found

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

    def _searched(self, of: str) -> str | None:
        """By bisection: the middle, then the line it is in."""
        word = of.encode("utf-8", "replace")
        text, low, high = self._text, 0, len(self._text)
        while low < high:
            middle = (low + high) // 2
            start = max(text.rfind(b"\n", low, middle) + 1, low)
            end = text.index(b"\n", middle)
            found, _, said = text[start:end].partition(b" ")
            if found == word:
                return said.decode()
            if found < word:
                low = end + 1
            else:
                high = start
        return None


def packed(entries: Iterable[tuple[str, str]]) -> bytes:
    """Words of letters and what is said of each, as one text, a line for each in order."""
    return b"".join(f"{word} {said}\n".encode() for word, said in sorted(entries))
