"""The initialisers of arrays, structures and enumerations a patch adds entries to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.context.c.hunk.tokens import Token
    from reviewbot.context.levels import DiffContext

_EMPTY = frozenset(("0", "NULL"))


@frozen
class Table:
    """``{ … }`` of an initialiser or an enumeration; ``start`` and ``stop`` are its braces.

    ``is_array``: of an array whose size is what is in it. ``has_comma``: behind the last entry.
    """

    part: Fragment
    start: int
    stop: int
    is_array: bool

    @property
    def has_comma(self) -> bool:
        """Whether a comma stands behind the last entry."""
        return self.part.code.texts[self.stop - 1] == ","

    @property
    def last(self) -> Sequence[Token]:
        """The last entry, without the comma."""
        code, stop = self.part.code, self.stop - self.has_comma
        at = stop - 1
        while at > self.start and code.texts[at] not in (",", "{"):
            at = code.opening.get(at, at) - 1
        spend(stop - at)
        return code.tokens[at + 1 : stop]

    @property
    def ends_with_terminator(self) -> bool:
        """Whether the last entry is the one that is only there to end the table."""
        entry = [token.text for token in self.last]
        if entry[:1] == ["{"]:
            return _EMPTY.issuperset(entry[1:-1]) and entry[-1] == "}"
        return entry == ["NULL"]


@once_for_each
def tables(context: DiffContext) -> Sequence[Table]:
    """The tables in the hunks that add something, in order; none of macros."""
    return list(_tables(context))


def _tables(context: DiffContext) -> Iterator[Table]:
    for part in changed_parts(context):
        texts = part.code.texts if "=" in part.text or "enum" in part.words else []
        for start in part.code.places.get("{", ()) if texts else ():
            stop = part.code.closing.get(start, 0)
            is_table = start and stop > start + 1
            if is_table and not part.code.tokens[start].line.text.endswith("\\"):
                is_array = texts[max(start - 3, 0) : start] == ["[", "]", "="]
                if (
                    is_array
                    or texts[start - 1] == "="
                    or "enum" in texts[max(start - 2, 0) : start]
                ):
                    yield Table(part, start, stop, is_array)
