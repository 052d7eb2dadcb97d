"""Names that macros may build out of parts: ``frob_##x`` makes ``frob_start`` out of ``start``.

    around = Pastings()
    around.add("drivers/frob/core.c", image.post)
    is_pasted("frob_start", [around])

All files are read once, whatever the number of names asked about.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import lru_cache
from typing import TYPE_CHECKING, Self, TypeVar

from reviewbot.context.c.file.index import index
from reviewbot.context.c.lex import blank
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Looks behind itself, so as to start once in a word and once in white space, and not at each character.
_PASTE = regex(r"(?<!\w)\w*+(?<![ \t])[ \t]*+##[ \t]*+\w*+(?:[ \t]*+##[ \t]*+\w*+)*+")
Thing = TypeVar("Thing", bound=Hashable)

_SHORT = 100  # characters of a name one may cut up for the price of a few steps


class _Owned(dict[Thing, str | None]):
    """Things with the one file each is from; ``None`` where it is several."""

    def note(self, thing: Thing, owner: str | None) -> None:
        if self.setdefault(thing, owner) != owner:
            self[thing] = None

    def has(self, thing: Thing, but: str) -> bool:
        """Whether another file than ``but`` has it."""
        return thing in self and self[thing] != but


class _Ends(_Owned[str]):
    """What pastings begin or end with."""

    def of(self, name: str, but: str, *, first: bool) -> list[str]:
        """The parts that a name begins or ends with."""
        if len(self) < len(name):
            spend(len(self))
            meets = name.startswith if first else name.endswith
            found = [part for part in self if part and meets(part)]
        else:
            spend(len(name) * (1 + len(name) // _SHORT))
            cuts = range(1, len(name) + 1)
            found = [name[:at] if first else name[-at:] for at in cuts]
        return [part for part in found if self.has(part, but)]


class Pastings:
    """What some files paste together, and their words. Each is added by the path it counts for."""

    def __init__(self) -> None:
        self.words: _Owned[str] = _Owned()
        self._firsts = _Ends()
        self._lasts = _Ends()
        self._ends: _Owned[tuple[str, str]] = _Owned()
        self._joints: _Owned[str] = _Owned()

    @classmethod
    def of(cls, owner: str, sources: Iterable[bytes]) -> Self:
        """What some files paste that count for one of them."""
        pastings = cls()
        for source in sources:
            pastings.add(owner, source)
        return pastings

    def add(self, owner: str | None, source: bytes) -> None:
        """Take note of a file; ``None`` where it counts for several."""
        for word in index(source).code_words:
            self.words.note(word, owner)
        for chain in _chains(source):
            self._firsts.note(chain[0], owner)
            self._lasts.note(chain[-1], owner)
            self._ends.note((chain[0], chain[-1]), owner)
            for part in chain[1:-1]:
                if part and not part.strip("_"):  # a##_##b
                    self._joints.note(part, owner)

    def rests(self, name: str, but: str) -> Iterator[str]:
        """What must stand somewhere, or be a number, for the name to be pasted."""
        firsts = self._firsts.of(name, but, first=True)
        lasts = self._lasts.of(name, but, first=False)
        yield from (name.removeprefix(part) for part in firsts)
        yield from (name.removesuffix(part) for part in lasts)
        spend(len(firsts) * len(lasts))
        for first in firsts:
            for last in lasts:
                if self._ends.has((first, last), but):
                    yield name.removeprefix(first).removesuffix(last)

    def halves(self, name: str, but: str) -> Iterator[tuple[str, str]]:
        """What must both stand somewhere for the name to be pasted with underscores between."""
        for joint in self._joints:
            if self._joints.has(joint, but):
                spend(len(name) * (1 + len(name) // _SHORT))
                for match in re.finditer(f"(?={joint})", name):
                    yield name[: match.start()], name[match.start() + len(joint) :]


def is_pasted(name: str, files: Sequence[Pastings], but: str = "") -> bool:
    """Whether macros of these files, used in these files, may build the name out of parts.

    ``frob_##x`` makes ``frob_start`` where the word ``start`` stands in a file as well, and
    ``frob1`` anywhere. What only the file ``but`` has does not count.
    """

    def stands(word: str) -> bool:
        return any(each.words.has(word, but) for each in files)

    spend(len(files))
    return any(
        any(rest.isdigit() or stands(rest) for rest in each.rests(name, but))
        or any(stands(left) and stands(right) for left, right in each.halves(name, but))
        for each in files
    )


@lru_cache(maxsize=64)
def _chains(source: bytes) -> frozenset[tuple[str, ...]]:
    """The parts of each pasting, which may be parameters or text."""
    if b"##" not in source:
        return frozenset()
    found = _PASTE.findall(blank(index(source).text, strings=True))
    return frozenset(tuple(part.strip() for part in chain.split("##")) for chain in found)
