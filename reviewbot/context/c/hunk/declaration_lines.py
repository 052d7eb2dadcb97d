"""The lines at the top of a function that declare its variables, and how long they are."""

from __future__ import annotations

from itertools import count, pairwise, takewhile
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.tokens import A_NAME
from reviewbot.knowledge.columns import TAB
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.c.hunk.declared import Declared
    from reviewbot.context.c.hunk.functions import Function
    from reviewbot.model.patch import DiffLine, Hunk

ADDED_ONE = r"\t(?<![^\n]\t)(?!return\b|goto\b|else\b|case\b)[A-Za-z_]\w*[ \t]+[\w*]"  # on a line of its own
_ADDED_ONE = regex(ADDED_ONE)
_ONE = regex(r"\t[A-Za-z_][^;{}]*;")
_MEMBER = ("->", ".")


def adds_one(hunk: Hunk) -> bool:
    """Whether a hunk may add a declaration on a line of its own, at the top of a function."""
    return _ADDED_ONE.search(hunk.added_text) is not None


def declaration_lines(function: Function, lines: Sequence[DiffLine]) -> Sequence[DiffLine]:
    """The lines a function begins with that declare something each, if they could change places.

    ``lines`` are those of its hunk. Empty where the beginning is out of sight, where a declaration
    takes several lines or is freed on its own, or where one is initialised with another.
    """
    variables = [
        each
        for same in declarations(function).values()
        for each in same
        if not each.is_parameter and each.name.line.text[:1] == "\t"
    ]
    variables.sort(key=lambda each: each.at)
    rows = list(dict.fromkeys(each.name.line for each in variables))
    if not rows or function.body[0].line is not rows[0]:
        return ()
    start = lines.index(rows[0])
    if not start or lines[start - 1].text != "{":
        return ()
    beside = zip(rows, count(start), strict=False)
    top = [row for row, _ in takewhile(lambda pair: lines[pair[1]] is pair[0], beside)]
    here = [each for each in variables if each.name.line in top]
    is_free = all(map(_is_one, top)) and not any(each.is_managed for each in here)
    names = {each.name.text for each in here}
    return top if is_free and names.isdisjoint(n for each in here for n in _mentioned(each)) else ()


def falls(lines: Iterable[DiffLine]) -> bool:
    """Whether no line is longer than the one above it."""
    return all(columns(above) >= columns(below) for above, below in pairwise(lines))


def columns(line: DiffLine) -> int:
    """How long a line is on the screen."""
    return len(line.text.expandtabs(TAB))


def _is_one(line: DiffLine) -> bool:
    """Whether a line holds one declaration, from its first word to its semicolon."""
    return _ONE.fullmatch(line.text) is not None


def _mentioned(declared: Declared) -> Iterator[str]:
    """The variables one is initialised with."""
    before = ""
    for token in declared.value:
        if token.kind is A_NAME and before not in _MEMBER:
            yield token.text
        before = token.text
