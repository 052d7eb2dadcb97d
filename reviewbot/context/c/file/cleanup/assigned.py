"""The assignments of a function, looked up by what they set and by what they store."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from reviewbot.context.c.file.cleanup.spelling import bare
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reviewbot.context.c.file.statements import Assignment


class Rows:
    """Rows of a target and a value, by the names in them."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._rows = tuple(rows)
        self._naming: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(self._rows):
            for name in set(row):
                self._naming[name].append(number)

    def __getitem__(self, number: int) -> tuple[str, str]:
        return self._rows[number]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._rows)

    def follow(self, names: set[str], learn: Callable[[int], str | None]) -> None:
        """One pass over the rows that have any of the names, which may become more.

        ``learn`` gives the name a row adds, or ``None``. Only rows behind that one are looked at
        for it.
        """
        waiting = [number for name in names for number in self._naming.get(name, ())]
        heapify(waiting)
        last = -1
        while waiting:
            number = heappop(waiting)
            if number <= last:
                continue
            last = number
            spend()
            name = learn(number)
            if name is not None and name not in names:
                names.add(name)
                for later in self._naming.get(name, ()):
                    if later > number:
                        heappush(waiting, later)


class Assigned:
    """The assignments of one function, in source order."""

    def __init__(self, assignments: Sequence[Assignment]) -> None:
        spend(len(assignments))
        self._rows = Rows((bare(each.target), bare(each.value)) for each in assignments)
        self._lines = [each.line for each in assignments]
        self._set: dict[str, list[int]] = defaultdict(list)
        self._stored: dict[str, list[int]] = defaultdict(list)
        self._spelled: dict[str, list[Assignment]] = defaultdict(list)
        for line, (target, value) in zip(self._lines, self._rows, strict=True):
            self._set[target].append(line)
            self._stored[value].append(line)
        for each in assignments:
            self._spelled[each.target].append(each)
        for lines in (*self._set.values(), *self._stored.values()):
            lines.sort()
        for same in self._spelled.values():
            same.sort(key=_line)

    def is_set(self, name: str, start: int, stop: int) -> bool:
        """Whether a thing gets a value behind line ``start``, up to line ``stop``."""
        return any_behind(self._set.get(name, ()), start, stop)

    def is_stored(self, name: str, start: int, stop: int) -> bool:
        """Whether something gets the value of a thing behind line ``start``, up to ``stop``."""
        return any_behind(self._stored.get(name, ()), start, stop)

    def of(self, variable: str, start: int, stop: int) -> Sequence[Assignment]:
        """The assignments to what is spelled so, from line ``start`` to line ``stop``."""
        same = self._spelled.get(variable, [])
        return same[bisect_left(same, start, key=_line) : bisect_right(same, stop, key=_line)]

    def last(self, variable: str, line: int) -> Assignment | None:
        """The last assignment before a line to what is spelled so."""
        same = self._spelled.get(variable, [])
        at = bisect_left(same, line, key=_line)
        return same[at - 1] if at else None

    def follow(self, names: set[str], learn: Callable[[int, str, str], str | None]) -> None:
        """``Rows.follow`` with the line, the target and the value of an assignment."""
        self._rows.follow(names, lambda number: learn(self._lines[number], *self._rows[number]))


def _line(each: Assignment) -> int:
    return each.line


def any_behind(lines: Sequence[int], start: int, stop: int) -> bool:
    """Whether one of the sorted lines is behind ``start``, up to ``stop``."""
    at = bisect_right(lines, start)
    return at < len(lines) and lines[at] <= stop
