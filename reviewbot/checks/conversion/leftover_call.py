"""A call stays where its siblings were handed over to a callback that makes it too.

Reports, where a patch adds a callback to the file of some functions and drops direct calls of two
or more of them from another file, each call of one of them that stays in that other file with the
same arguments: the callback calls that function as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import BlobContext, C, Remark, Severity, When
from reviewbot.context.c.file.handover import Callbacks, callbacks, handovers
from reviewbot.context.c.file.staying import RemovedCalls, staying_calls

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.file.handover import Handover
    from reviewbot.context.image import Image
    from reviewbot.model.finding import Fact
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
WHEN = When(files=C)


def check(context: BlobContext) -> Iterator[Remark]:
    """Remark on each function of a file that still makes a call which is a callback's now."""
    found = Callbacks(callbacks(context.files, context.images))
    for file, image in context.images.items() if found else ():
        handed_over = tuple(handovers(file, image, found))
        if handed_over:
            yield from _in_file(file, image, handed_over)


def _in_file(file: FileDiff, image: Image, handed_over: Sequence[Handover]) -> Iterator[Remark]:
    """Remark at the removed call next to each that stays."""
    staying_ones = tuple(staying_calls(file, image, handed_over))
    names = {staying.call.callee for staying in staying_ones}
    removed = RemovedCalls(file, image, handed_over)
    for staying in staying_ones:
        function, call, handover = staying.function, staying.call, staying.handover
        facts: dict[str, Fact] = {
            "callee": call.callee,
            "function": function.name,
            "label": function.label_above(call.line),
            "line": call.line,
            "callback": handover.callback.name,
            "siblings": tuple(f"{name}()" for name in handover.moved if name not in names),
        }
        yield Remark(removed.nearest(staying).body_line, facts)
