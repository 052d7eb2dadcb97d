"""Names looked up by what they undo, instead of each compared with each other."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.knowledge.antonyms import (
    ends_of,
    ends_something,
    is_backward,
    is_end,
    likeness,
    words,
    words_after,
)
from reviewbot.model.budget import shared, spend

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OPPOSITE = 0.95  # likeness of names that need no table
_LONG = 6  # words two names must have in common, at least, to be as like with one that differs
_COMPARED = 15  # steps it takes to compare two names


class Opposed:
    """Names of functions, by the words that are left where one that ends something is taken out."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_rest: dict[frozenset[str], set[str]] = defaultdict(set)
        self._long: list[tuple[frozenset[str], str]] = []
        self._found: dict[str, tuple[str, ...]] = {}
        for name in names:
            parts = words(name)
            ends = [index for index, word in enumerate(parts) if is_end(word)]
            for index in ends:
                rest = frozenset((*parts[:index], *parts[index + 1 :]))
                self._by_rest[rest].add(name)
            if ends and len(parts) > _LONG:
                self._long.append((frozenset(parts), name))

    def undoing(self, acquire: str) -> tuple[str, ...]:
        """The names that plainly are the opposite of the acquire's, sorted."""
        if acquire not in self._found:
            self._found[acquire] = tuple(sorted(self._undoing(acquire)))
        return self._found[acquire]

    def _undoing(self, acquire: str) -> Iterator[str]:
        parts = words(acquire)
        begins = [index for index, word in enumerate(parts) if ends_of(word)]
        found: set[str] = set()
        for index in begins:
            found |= self._by_rest.get(frozenset((*parts[:index], *parts[index + 1 :])), set())
        if begins and len(parts) > _LONG:
            spend(len(self._long))
            mine = frozenset(parts)
            found.update(name for theirs, name in self._long if len(mine & theirs) >= _LONG)
        for name in found:
            spend(_COMPARED)
            if likeness(acquire, name) >= OPPOSITE and not is_backward(acquire, name):
                yield name


class Endings:
    """The names among others that end something, by their words."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_words: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name in sorted(filter(ends_something, names)):
            self._by_words[words(name)].append(name)

    def of(self, acquire: str) -> tuple[str, ...]:
        """The names that differ from the acquire in one word, by its opposite; sorted."""
        found = (self._by_words.get(other, ()) for other in words_after(acquire))
        return tuple(
            sorted({name for names in found for name in names if not is_backward(acquire, name)})
        )


@shared(maxsize=64)
def halves(names: frozenset[str]) -> frozenset[str]:
    """The names that begin or end what another one of them ends or begins."""
    opposed = Opposed(names)
    pairs = ((name, other) for name in names for other in opposed.undoing(name))
    return frozenset(half for pair in pairs for half in pair)
