"""Places of conventions that no expression tells: what is sorted or aligned."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from reviewbot.knowledge.columns import TAB
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Container

_TOP = regex(r"(?<=\)\n\{\n)(?:\t[A-Za-z_][^\t\n;{}]{0,200};[ \t]*\n){3,}+", 8)
_NAME = r"[ *]*[a-z_]\w{0,60}(?:\[[^\]\n]{0,60}\])*(?: *=[^;\n{}]{0,160})?"
_ONE = regex(
    r"\t(?!(?:return|goto|else|case)\b)(?:(?:static|const|unsigned|signed|struct|union|enum|long) )*"
    rf"[A-Za-z_]\w{{0,60}}(?: (?:const|long|int))*[ *]{_NAME}(?:,{_NAME}){{0,10}};[ \t]*"
)
_BLOCK = regex(r"(?:^#include <linux/[^\n>]{1,80}>[ \t]*\n){4,}+", 8)  # re.MULTILINE
_MANY = 3  # lines whose order is hardly by chance
_INDENT = ("\t", " ")
_LONGEST = 400  # of a line that is looked at


def sorted_includes(text: str) -> tuple[int, int]:
    """Of the blocks of four or more includes of ``linux/``, those in order, and all others."""
    kept = other = 0
    for match in _BLOCK.finditer(text):
        lines = [line.rstrip() for line in match[0].splitlines()]
        is_sorted = lines in (sorted(lines), sorted(lines, key=str.lower))
        kept, other = kept + is_sorted, other + (not is_sorted)
    return kept, other


def aligned(text: str) -> tuple[int, int]:
    """Of the lines that go on inside a parenthesis of the line above, those aligned with it."""
    return _begun_below(text, _GOES_ON, _parenthesis_column)


_GOES_ON = frozenset(",|&+")


def aligned_values(text: str) -> tuple[int, int]:
    """Of the values that go on in the next line, outside of parentheses, those that begin alike."""
    return _begun_below(text, _SIGNS, value_column)


_SIGNS = frozenset("|&+")
_VALUE = regex(r"\t+(?:return |\.?\w[\w.>\[\]-]{0,80} [|&+]?= )(?=[^\s{])")


def value_column(line: str) -> int:
    """Where a value begins that goes on below, no parenthesis being open; 0 where there is none."""
    head = _VALUE.match(line) if len(line) <= _LONGEST else None
    if not head or line.count("(") != line.count(")"):
        return 0
    return len(head[0].expandtabs(TAB))


def _begun_below(
    text: str, ends: Container[str], column_in: Callable[[str], int]
) -> tuple[int, int]:
    """Of the lines below one that ends so and tells a column, those that begin there, and all others."""
    kept = other = 0
    for above, line in pairwise(text.split("\n")):
        if above[-1:] not in ends or above[:1] not in _INDENT or len(above) > _LONGEST:
            continue
        column = column_in(above)
        if column and line.strip():
            first = line.expandtabs(TAB)
            is_there = len(first) - len(first.lstrip()) == column
            kept, other = kept + is_there, other + (not is_there)
    return kept, other


def _parenthesis_column(line: str) -> int:
    """The column behind the last parenthesis that a line leaves open; 0 where there is none."""
    return _open(line.expandtabs(TAB))


def _open(line: str) -> int:
    """The column behind the last parenthesis that a line leaves open, if more stands there."""
    closed = 0
    for at in range(len(line) - 1, -1, -1):
        if line[at] == ")":
            closed += 1
        elif line[at] == "(":
            if not closed:
                return at + 1 if at + 1 < len(line) else 0
            closed -= 1
    return 0


def reverse_xmas_tree(text: str) -> tuple[int, int]:
    """Of the functions that begin with three declarations or more, those that put the longest first."""
    kept = other = 0
    for match in _TOP.finditer(text):
        rows = takewhile(_ONE.fullmatch, match[0].split("\n"))
        lines = [len(row.rstrip().expandtabs(TAB)) for row in rows]
        if len(lines) >= _MANY and len({*lines}) > 1:
            falls = all(above >= below for above, below in pairwise(lines))
            kept, other = kept + falls, other + (not falls)
    return kept, other


COUNTED = {
    "aligned": aligned,
    "aligned_values": aligned_values,
    "reverse_xmas_tree": reverse_xmas_tree,
    "sorted_includes": sorted_includes,
}
