"""Calls that stay in a file though a callback makes them now."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import functions
from reviewbot.context.c.file.flow import read
from reviewbot.context.c.file.handover import alike
from reviewbot.context.place import added, placed
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.file.function import Function
    from reviewbot.context.c.file.handover import Handover
    from reviewbot.context.c.file.statements import Call
    from reviewbot.context.image import Image
    from reviewbot.model.patch import DiffLine, FileDiff

_WORD = regex(r"[^\W\d]\w*")


@frozen
class StayingCall:
    """A call that stays, the function it is in, and the handover to the callback that makes it."""

    function: Function
    call: Call
    handover: Handover


def staying_calls(
    file: FileDiff, image: Image, handovers: Sequence[Handover]
) -> Iterator[StayingCall]:
    """The calls that stay in a file which hands calls over, in source order."""
    new = added(file, image)
    made: dict[str, list[tuple[Call, Handover]]] = defaultdict(list)
    for handover in handovers:
        for call in handover.callback.calls:
            made[call.callee].append((call, handover))
    for definition in functions(image.post):
        if made.keys().isdisjoint(_WORD.findall(definition.text)):
            continue
        function = read(definition)
        for call in function.calls if function else ():
            if function and call.line not in new:
                same = made.get(call.callee, ())
                spend(len(same))
                taken = next((each for other, each in same if alike(other, call)), None)
                if taken:
                    yield StayingCall(function, call, taken)


class RemovedCalls:
    """The removed calls of a file that callbacks make now, by where they stood."""

    def __init__(self, file: FileDiff, image: Image, handovers: Sequence[Handover]) -> None:
        removed = {id(line) for handover in handovers for line in handover.removed}
        self._lines: dict[int, list[DiffLine]] = defaultdict(list)
        for at, line in placed(file, image):
            if id(line) in removed:
                self._lines[at].append(line)
        self._places = sorted(self._lines)
        self._first: dict[tuple[int, int], DiffLine] = {}

    def nearest(self, staying: StayingCall) -> DiffLine:
        """The removed call in the same function next to the one that stays.

        Of those that stood together, a sibling's goes first. Where nothing was removed from the
        function it is the last removed sibling of the file.
        """
        function, line = staying.function, staying.call.line
        first = bisect_left(self._places, function.start)
        stop = bisect_right(self._places, function.stop)
        if first == stop:
            return staying.handover.removed[-1]
        below = bisect_left(self._places, line, first, stop)
        near = self._places[max(below - 1, first) : min(below + 1, stop)]
        return self._sibling(min(near, key=lambda at: abs(at - line)), staying.handover)

    def _sibling(self, place: int, handover: Handover) -> DiffLine:
        """The first line there that the handover removed, else the first."""
        key = place, id(handover)
        if key not in self._first:
            own = {id(line) for line in handover.removed}
            together = self._lines[place]
            spend(len(own) + len(together))
            self._first[key] = next((line for line in together if id(line) in own), together[0])
        return self._first[key]
