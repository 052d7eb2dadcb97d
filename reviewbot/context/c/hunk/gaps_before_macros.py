"""Blank lines between what is defined and the macro that belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.blanks import new_gaps
from reviewbot.frozen import frozen
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.blanks import Gap
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine

_NAME = regex(r"\b(\w++)(?:\(|\[|[ ]=[ ]\{)")
_LONGEST = 400  # lines of a table or a function


@frozen
class Parted:
    """The line of a macro that stands apart from what it is about, and what is between."""

    macro: str
    line: DiffLine
    blanks: Sequence[DiffLine]


def parted(context: DiffContext, macros: re.Pattern[str]) -> Iterator[Parted]:
    """Each added gap before one of these macros, whose named groups are what it is about."""
    for gap in new_gaps(context):
        macro = macros.match(gap.below.text) if gap.above.text.startswith("}") else None
        if macro and _defines(gap) in macro.groupdict().values():
            yield Parted(macro[0].split("(")[0], gap.below, gap.blanks)


def _defines(gap: Gap) -> str:
    """The table, driver or function that ends above the gap."""
    for line in gap.upwards(_LONGEST):
        if line.text[:1].isalpha():  # its first line, by the kernel's layout
            name = _NAME.search(line.text)
            return name[1] if name else ""
    return ""
