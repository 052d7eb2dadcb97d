"""Lists that were kept in order, and what is put into them elsewhere."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from re import Pattern

# the second leaves out those inside of a word, as in frob6g1: with what is that 6 to be compared?
_NUMBERS = (regex(r"\d+"), regex(r"\d+(?![\da-z])"))

Key = tuple[str, ...]


def _natural(by: Callable[[str], str], numbers: Pattern[str], text: str) -> str:
    """One of the other orders, with numbers that sort as such."""
    return numbers.sub(lambda number: number[0].zfill(20), by(text))


_PLAIN: tuple[Callable[[str], str], ...] = (
    str,
    str.lower,
    lambda text: text.lower().replace("-", "_"),
    lambda text: re.sub(r"[-_.]", "", text.lower()),
)
_ORDERS: tuple[Callable[[str], str], ...] = (
    *_PLAIN,
    *(partial(_natural, by, numbers) for numbers in _NUMBERS for by in _PLAIN),
)


class Line(NamedTuple):
    """An entry of a list, and whether it was there before."""

    text: str
    is_old: bool


def misplaced(lines: Sequence[Line], old: int) -> list[tuple[int, str]]:
    """The new entries out of order in a list of at least ``old`` that was sorted, by any order.

    Each is its index and the entry in order it belongs before; that is empty where it is the last.
    """
    spend(len(lines))
    before = [line.text for line in lines if line.is_old]
    if len(before) < old:
        return []
    has_numbers = any(map(_NUMBERS[0].search, (line.text for line in lines)))
    orders = [by for by in (_ORDERS if has_numbers else _PLAIN) if _is_sorted(before, by)]
    found = [_out_of(lines, by) for by in orders]
    return min(found, key=len, default=[])


def is_by_letter(lines: Sequence[Line]) -> bool:
    """Whether the old ones are as sort(1) has them, or by number, not as if some signs were none."""
    before = [line.text for line in lines if line.is_old]
    by_number = (partial(_natural, str, numbers) for numbers in _NUMBERS)
    return _is_sorted(before, str) or any(_is_sorted(before, by) for by in by_number)


def _is_sorted(texts: Sequence[str], by: Callable[[str], str]) -> bool:
    keys = [by(text) for text in texts]
    return all(first <= second for first, second in pairwise(keys))


def _out_of(lines: Sequence[Line], by: Callable[[str], str]) -> list[tuple[int, str]]:
    """The new entries that are not between their neighbours, by one order."""
    found: dict[int, str] = {}
    highest = ""
    rest = [by(line.text) for line in lines if line.is_old]
    for at, line in enumerate(lines):
        key = by(line.text)
        if line.is_old:
            rest.pop(0)
            highest = max(highest, key)
        elif key < highest or (rest and key > rest[0]):
            found[at] = key
        else:
            highest = key
    in_order = [line.text for at, line in enumerate(lines) if at not in found]
    return [(at, _follower(in_order, key, by)) for at, key in found.items()]


def _follower(in_order: Sequence[str], key: str, by: Callable[[str], str]) -> str:
    spend(len(in_order))
    return next((text for text in in_order if by(text) > key), "")
