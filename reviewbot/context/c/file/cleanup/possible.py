"""Whether a patch may have made a leak in a function, as its text alone shows: few have to be read.

A new leak is of a way out or an acquire that is added, or of a release that is removed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.acquires import may_acquire
from reviewbot.context.c.lex import names_called, names_in
from reviewbot.knowledge.opposed import Endings
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.place import Edits
    from reviewbot.knowledge.pairs import Pairs

_LABEL = regex(r"(?:^|[;{}])[ \t]*+(?!default\b)\w++[ \t]*+:", re.MULTILINE)
_WAY_OUT = frozenset(("return", "goto"))


class Possible:
    """The functions of a file that may have a new leak."""

    def __init__(self, source: bytes, edited: Edits, pairs: Pairs) -> None:
        self._source = source
        self._edited = edited
        self._pairs = pairs
        self._added = sorted(edited.added)
        self._removed = sorted(edited.removed)

    @cached_property
    def known(self) -> Endings:
        """What is called in the file and ends something by its name, macros left out."""
        called = names_called(self._source.decode("utf-8", "replace"))
        return Endings(name for name in called if name[0] == "_" or name[0].islower())

    def has(self, definition: Definition) -> bool:
        """Whether a function is one of them."""
        words = self._words_added(definition)
        changes_ways = (
            definition.stop in self._edited.added
            or not words.isdisjoint(_WAY_OUT)
            or self._may_lose_release(definition)
        )
        if not (words or changes_ways):
            return False
        text = definition.text[definition.opening :]
        if changes_ways and _LABEL.search(text):
            return True
        called = names_called(text)
        new = called if changes_ways else called & words
        return may_acquire(new, called, self._pairs, self.known)

    def _words_added(self, definition: Definition) -> set[str]:
        lines = _inside(definition, self._added)
        return {word for at in lines for word in names_in(self._edited.added[at].text)}

    def _may_lose_release(self, definition: Definition) -> bool:
        """Whether a call is taken out of it."""
        lines = _inside(definition, self._removed)
        return any("(" in line.text for at in lines for line in self._edited.removed[at])


def _inside(definition: Definition, lines: list[int]) -> list[int]:
    """The lines inside of a function, of some in order."""
    return lines[bisect_left(lines, definition.start) : bisect_right(lines, definition.stop)]
