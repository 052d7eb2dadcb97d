"""Added time of whole milliseconds in microseconds, or of whole seconds in milliseconds.

Reports, for ``5 * USEC_PER_MSEC``, ``fsleep(5000)`` and ``read_poll_timeout(…, 5000, …)``,
and, for ``2 * MSEC_PER_SEC``, ``pm_runtime_set_autosuspend_delay(dev, 2000)``. Not
of one millisecond beside a time that stays a number, nor of a constant, whose name tells the unit.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.defines import number
from reviewbot.context.c.hunk.new import is_new, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "named_time"

_delays = partial(by_name, "delays", "functions")
_CALL = Pattern("$callee(...)", callee=_delays)
_FACTOR = 1000


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for line, time, unit, is_beside_another in _given(context):
        if time and not time % _FACTOR and not (time == _FACTOR and is_beside_another):
            facts = {"instead": f"{time // _FACTOR} * {unit}"}
            yield Remark(line.body_line, facts, recommends=(unit,))


def _given(context: DiffContext) -> Iterator[tuple[DiffLine, int | None, str, bool]]:
    """The times that functions are given, with the unit to write, and whether a bare one is beside it."""
    for match in new_code(context, _CALL, partly=True, commented=True):
        known = _delays()[match["callee"]]
        arguments = match.arguments
        given = [arguments[at] for at in known["times"] if at < len(arguments)]
        values = [number(readable(each)) for each in given]
        has_bare = any(value is not None and value % _FACTOR for value in values)
        for argument, value in zip(given, values, strict=True):
            if is_new(context, argument[0].line):
                yield argument[0].line, value, known["unit"], has_bare
