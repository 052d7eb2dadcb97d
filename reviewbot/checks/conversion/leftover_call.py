"""A call stays where its siblings were handed over to a callback that makes it too.

Reports, where a patch adds a callback to the file of some functions and drops direct calls of two
or more of them from another file, each call of one of them that stays in that other file with the
same arguments: the callback calls that function as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, Remark, Severity
from reviewbot.context.c.file.definition import DefinitionKind
from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.flow import read
from reviewbot.context.c.file.handover import Callbacks, alike, callbacks, handovers
from reviewbot.context.place import added, placed
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.file.function import Function
    from reviewbot.context.c.file.handover import Handover
    from reviewbot.context.c.file.statements import Call
    from reviewbot.context.image import Image
    from reviewbot.model.patch import DiffLine, FileDiff

SEVERITY = Severity.WARNING
KERNEL_ONLY = True


_WORD = re.compile(r"[^\W\d]\w*")


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on each function of a file that still makes a call which is a callback's now."""
    found = Callbacks(callbacks(context.files, context.images))
    for file in context.files if found else ():
        given = tuple(handovers(file, found)) if file in context.images else ()
        if given:
            yield from _in_file(file, context.images[file], given)


def _in_file(file: FileDiff, image: Image, given: tuple[Handover, ...]) -> Iterator[Remark]:
    left = tuple(_left(file, image, given))
    staying = {call.callee for _, call, _ in left}
    removed = _Removed(file, image, given)
    for function, call, handover in left:
        at = removed.nearest(function, call, handover)
        siblings = tuple(f"{name}()" for name in handover.moved if name not in staying)
        yield Remark(
            at.body_line,
            {
                "callee": call.callee,
                "function": function.name,
                "label": _label(function, call),
                "line": call.line,
                "callback": handover.callback.name,
                "siblings": siblings,
            },
        )


def _left(
    file: FileDiff, image: Image, given: tuple[Handover, ...]
) -> Iterator[tuple[Function, Call, Handover]]:
    """The calls that stay though a callback makes them."""
    new = added(file, image)
    made: dict[str, list[tuple[Call, Handover]]] = defaultdict(list)
    for handover in given:
        for call in handover.callback.calls:
            made[call.callee].append((call, handover))
    for definition in definitions(image.post):
        if definition.kind is not DefinitionKind.FUNCTION:
            continue
        if made.keys().isdisjoint(_WORD.findall(definition.text)):
            continue
        function = read(definition)
        for call in function.calls if function else ():
            if function and call.line not in new:
                same = made.get(call.callee, ())
                spend(len(same))
                taken = next((each for other, each in same if alike(other, call)), None)
                if taken:
                    yield function, call, taken


def _label(function: Function, call: Call) -> str:
    """The label the call stands under, empty if none."""
    below = bisect_right(function.labels, call.line, key=lambda label: label.line)
    return function.labels[below - 1].text if below else ""


class _Removed:
    """The removed calls of a file that callbacks make now, by where they stood."""

    def __init__(self, file: FileDiff, image: Image, given: tuple[Handover, ...]) -> None:
        wanted = {id(line) for each in given for line in each.removed}
        self._lines: dict[int, list[DiffLine]] = defaultdict(list)
        for at, line in placed(file, image):
            if id(line) in wanted:
                self._lines[at].append(line)
        self._places = sorted(self._lines)
        self._first: dict[tuple[int, int], DiffLine] = {}

    def nearest(self, function: Function, call: Call, handover: Handover) -> DiffLine:
        """The removed call in the same function next to the one that stays.

        Of those that stood together, a sibling's goes first. Where nothing was removed from the
        function it is the last removed sibling of the file.
        """
        first = bisect_left(self._places, function.start)
        stop = bisect_right(self._places, function.stop)
        if first == stop:
            return handover.removed[-1]
        below = bisect_left(self._places, call.line, first, stop)
        near = self._places[max(below - 1, first) : min(below + 1, stop)]
        place = min(near, key=lambda at: abs(at - call.line))
        key = place, id(handover)
        if key not in self._first:
            own = {id(line) for line in handover.removed}
            together = self._lines[place]
            spend(len(own) + len(together))
            self._first[key] = next((line for line in together if id(line) in own), together[0])
        return self._first[key]
