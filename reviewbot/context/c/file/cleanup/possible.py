"""Whether a patch may have made a leak in a function, as its text alone shows: few have to be read.

A new leak is of a way out or an acquire that is added, or of a release that is removed. Where nothing
jumps to a label it is shown by a release on another way out, or by the table: see ``witness.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.acquires import MANY, STRICT, USUAL, may_acquire, may_release
from reviewbot.context.c.lex import names_called, names_in
from reviewbot.knowledge.antonyms import is_end, words
from reviewbot.knowledge.opposed import Endings
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.file.definition import Definition
    from reviewbot.context.place import Edits
    from reviewbot.knowledge.pairs import Pairs

# read backwards: colons are seldom
_LABEL = regex(r":[ \t]*+(?!tluafed\b)\w++[ \t]*+(?:$|[;{}])", re.MULTILINE)
_WAYS_OUT = (regex(r"return(?<!\wreturn)\b"), regex(r"goto(?<!\wgoto)\b"))
_LETTER = regex(r"[^\W\d]")
_RETURN_AT_END = regex(r"[;{}]\s*+return\b[^;{}]*+;\s*+\}\s*+\Z")
_RETURNED = regex(r"return(?<!\wreturn)\b[^;]*+")


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
        """Whether a function is one of them, or what has more around one; see ``likely.py``."""
        lines = _inside(definition, self._added)
        new_text = "\n".join([self._edited.added[at].text for at in lines])
        changes_ways = (
            definition.stop in self._edited.added
            or any(way_out.search(new_text) for way_out in _WAYS_OUT)
            or self._may_lose_release(definition)
        )
        if not (changes_ways or _LETTER.search(new_text)):
            return False
        text = definition.text[definition.opening :]
        has_label = _LABEL.search(text[::-1]) is not None
        if has_label and changes_ways:
            return True
        has_jumps = has_label or "goto" in text
        if not has_jumps and "return" not in text:
            return False
        called = names_called(text)
        new = called if changes_ways else called.intersection(names_in(new_text))
        if has_jumps:
            return may_acquire(new, called, self._pairs, self.known)
        return self._is_shown(new, called, text)

    def _is_shown(self, names: set[str], called: set[str], text: str) -> bool:
        """Whether another way out, or the table, may show that one of the names is to be undone."""
        if self._has_rule(names, STRICT):
            return True
        if not _has_one_way_out(text) and may_release(names, called, self._pairs):
            return True
        undone = names_called(" ".join(_RETURNED.findall(text)))
        return self._has_rule(names, USUAL) and may_release(called, undone, self._pairs)

    def _has_rule(self, names: set[str], share: float) -> bool:
        """Whether the table says that so many who make a call of one of the names undo it."""
        by_acquire = self._pairs.by_acquire
        pairs = (pair for name in names for pair in by_acquire.get(name, ()))
        return any(pair.held >= MANY and pair.share >= share for pair in pairs)

    def _may_lose_release(self, definition: Definition) -> bool:
        """Whether a call is taken out of it that may have undone something."""
        lines = _inside(definition, self._removed)
        texts = (line.text for at in lines for line in self._edited.removed[at] if "(" in line.text)
        return any(
            name in self._pairs.by_release or any(map(is_end, words(name)))
            for text in texts
            for name in names_called(text)
        )


def _inside(definition: Definition, lines: list[int]) -> list[int]:
    """The lines inside of a function, of some in order."""
    return lines[bisect_left(lines, definition.start) : bisect_right(lines, definition.stop)]


def _has_one_way_out(text: str) -> bool:
    """Whether all ways through a body come to its last line, a return."""
    return text.count("return") == 1 and _RETURN_AT_END.search(text) is not None
