"""Running text in a comment: sentences over several rows, and how many rows they take at least."""

from __future__ import annotations

from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FORMED = regex(r"[-*+@#=|.\d(]|\S*:(?:\s|$)|.*(?:\S[ ]{2,}\S|\t|:$|\w\(|[=;{}<>|_]|[\w)] [*/+^] )")
_SHORTEST = 30  # characters; shorter rows are of a list
_ENDS = (*".!?:;)", "")


def short_row(rows: Sequence[str], width: int) -> int | None:
    """The row that ends too early, in a sentence that takes a row less if filled to the width."""
    for start, sentence in _sentences(rows):
        if _is_prose(sentence) and _height(sentence, width) < len(sentence):
            return start + _first_short(sentence, width)
    return None


def _sentences(rows: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    """Where text begins that runs on from row to row, and its rows."""
    start = 0
    for stop, row in enumerate((*rows, "")):
        runs_on = row[:1].islower() and rows[stop - 1][-1:] not in _ENDS
        if not (runs_on and stop):
            yield start, rows[start:stop]
            start = stop


def _is_prose(sentence: Sequence[str]) -> bool:
    """Whether it is no list, table or code, where each row has its place."""
    is_long = len(sentence) > 1 and all(len(row) >= _SHORTEST for row in sentence[:-1])
    return is_long and not any(_FORMED.match(row) for row in sentence)


def _height(sentence: Sequence[str], width: int) -> int:
    return len(wrap(" ".join(sentence), width, break_on_hyphens=False))


def _first_short(sentence: Sequence[str], width: int) -> int:
    """The first row with room for the word that begins the next one."""
    rooms = (
        at
        for at, (row, after) in enumerate(pairwise(sentence))
        if len(row) + 1 + len(after.split()[0]) <= width
    )
    return next(rooms, 0)
