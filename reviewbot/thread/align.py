"""Finds the lines a reply quotes in the mail it replies to.

Mailers trim quotes, wrap and unwrap their lines and mangle white space; they do not reorder. So
lines are compared without white space and quote marks, in order: first those that occur once
(as in a patience diff), then their neighbours, then what is left of a wrapped line, as part of
the whole text. The work is bounded whatever the input.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

TELLING = 3  # characters that make a line more than punctuation
_WORDY = 8  # characters of a repeated line that may still be placed by what follows it
_LONG = 24  # characters of a piece of a line that need no other evidence
_PIECE = 4  # characters of a piece of a wrapped line
_LOOSE = "\0"  # no key of any line: a NUL does not come by mail
_DEPTH = 8  # rounds of looking for lines that occur once, each inside the gaps of the last
_TRIES = 20  # places considered for a repeated line
_BUDGET = 20_000_000  # characters looked through for pieces of one mail


def key(text: str) -> str:
    """A line without white space and quote marks in front: what survives all mailers."""
    return "".join(text.split()).lstrip(">")


@frozen(slots=False)
class Text:
    """The lines that may have been quoted, as keys; ``Text.of`` makes them."""

    keys: tuple[str, ...]

    @classmethod
    def of(cls, lines: Sequence[str]) -> Text:
        """The text of a mail's body lines."""
        return cls(tuple(key(line) for line in lines))

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Key → indexes of the lines, in order."""
        places: dict[str, list[int]] = defaultdict(list)
        for index, line in enumerate(self.keys):
            places[line].append(index)
        return places

    @cached_property
    def whole(self) -> str:
        """All keys in one."""
        return "".join(self.keys)

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Where each line starts in ``whole``, and where the last one ends."""
        return (0, *accumulate(map(len, self.keys)))


def align(
    quoted: Sequence[str], text: Text, loose: Collection[int] = frozenset()
) -> tuple[int, ...]:
    """For each quoted line the body line (1-based) it quotes, 0 where none is found.

    ``loose`` are indexes of lines that are no quote by themselves: they only count as the rest
    of a wrapped line.
    """
    keys = [_LOOSE if index in loose else key(line) for index, line in enumerate(quoted)]
    found = [-1] * len(keys)
    stack = [(0, len(keys), 0, len(text.keys), _DEPTH)]
    while stack:
        low, high, first, last, rounds = stack.pop()
        chain = _once(keys, text, (low, high), (first, last)) if rounds else []
        if not chain:
            _fill(keys, text, found, (low, high), (first, last))
            continue
        for index, place in chain:
            found[index] = place
        edges = [(low - 1, first - 1), *chain, (high, last)]
        stack += [(q + 1, r, b + 1, c, rounds - 1) for (q, b), (r, c) in pairwise(edges)]
    for index in loose:
        keys[index] = key(quoted[index])
    _pieces(keys, text, found, loose)
    return tuple(place + 1 for place in found)


def _once(
    keys: Sequence[str], text: Text, lines: tuple[int, int], places: tuple[int, int]
) -> list[tuple[int, int]]:
    """The longest chain in order of lines that occur once in a range of the text."""
    first, last = places
    pairs = []
    for index in range(*lines):
        if len(keys[index]) < TELLING:
            continue
        known = text.places.get(keys[index], [])
        left = bisect_left(known, first)
        if bisect_left(known, last, left) - left == 1:
            pairs.append((index, known[left]))
    return _increasing(pairs)


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose places rise (patience sorting)."""
    tops: list[int] = []
    top_pairs: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(top_pairs[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        top_pairs[pile : pile + 1] = [number]
    chain = []
    number = top_pairs[-1] if top_pairs else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _fill(
    keys: Sequence[str],
    text: Text,
    found: list[int],
    lines: tuple[int, int],
    places: tuple[int, int],
) -> None:
    """Match what repeats, between two matched lines: their neighbours, then runs in order."""
    (low, high), (first, last) = lines, places
    while low < high and first < last and low and keys[low] == text.keys[first]:
        if found[low - 1] != first - 1:
            break
        found[low] = first
        low, first = low + 1, first + 1
    while (
        low < high and first < last and high < len(keys) and keys[high - 1] == text.keys[last - 1]
    ):
        if found[high] != last:
            break
        found[high - 1] = last - 1
        high, last = high - 1, last - 1
    index = low
    while index < high:
        run, place = _run(keys, text, (index, high), (first, last))
        near = index > 0 and found[index - 1] >= 0
        if run > 1 or (run and near):
            length = 0
            while (
                index + length < high
                and place + length < last
                and keys[index + length] == text.keys[place + length]
            ):
                found[index + length] = place + length
                length += 1
            index, first = index + length, place + length
        else:
            index += 1


def _run(
    keys: Sequence[str], text: Text, lines: tuple[int, int], places: tuple[int, int]
) -> tuple[int, int]:
    """The first of the longest runs of equal lines: how many tell something, and its place."""
    (index, high), (first, last) = lines, places
    best = (0, 0)
    if len(keys[index]) < _WORDY:
        return best
    known = text.places.get(keys[index], [])
    left = bisect_left(known, first)
    for place in known[left : left + _TRIES]:
        if place >= last:
            break
        telling = sum(len(line) >= TELLING for line in _equal(keys, text, (index, high), place))
        if telling > best[0]:
            best = (telling, place)
    return best


def _equal(keys: Sequence[str], text: Text, lines: tuple[int, int], place: int) -> Iterator[str]:
    """The equal lines from an index and a place on, at most ``_TRIES``."""
    for index in range(lines[0], min(lines[1], lines[0] + _TRIES)):
        other = place + index - lines[0]
        if other >= len(text.keys) or keys[index] != text.keys[other]:
            return
        yield keys[index]


def _pieces(keys: Sequence[str], text: Text, found: list[int], loose: Collection[int]) -> None:
    """Match what mailers wrapped: lines that together are lines of the text."""
    limits = _limits(text, found)
    budget = _BUDGET
    start = 0  # in the whole text: no piece comes before
    pending: list[tuple[int, int]] = []  # pieces of a line whose end is not seen yet
    for index, line in enumerate(keys):
        if found[index] >= 0:
            start, pending = text.offsets[found[index] + 1], []
            continue
        if len(line) < (1 if pending else _PIECE):
            pending = pending if not line and index in loose else []
            continue
        stop = limits[index]
        if pending and text.whole.startswith(line, start, stop):
            place = start
        elif index in loose or budget <= 0:
            pending = []
            continue
        else:
            budget -= max(0, stop - start)
            place, pending = _starting(text, line, start, stop), []
        if place < 0:
            continue
        end = place + len(line)
        pending.append((index, bisect_right(text.offsets, end - 1) - 1))
        closes = text.offsets[bisect_left(text.offsets, end)] == end
        if closes or len(line) >= _LONG:
            for piece, number in pending:
                found[piece] = number
            if closes:
                pending = []
        start = end


def _starting(text: Text, line: str, start: int, stop: int) -> int:
    """Where a piece stands in the whole text: at the start of a line, or anywhere if it is long."""
    place = text.whole.find(line, start, stop)
    for _ in range(_TRIES):
        if place < 0:
            return -1
        opens = text.offsets[bisect_left(text.offsets, place)] == place
        if opens or len(line) >= _LONG:
            return place
        place = text.whole.find(line, place + 1, stop)
    return -1


def _limits(text: Text, found: Sequence[int]) -> list[int]:
    """For each quoted line where, in the whole text, the next matched one starts."""
    limits = [len(text.whole)] * len(found)
    limit = len(text.whole)
    for index in range(len(found) - 1, -1, -1):
        if found[index] >= 0:
            limit = text.offsets[found[index]]
        limits[index] = limit
    return limits
