"""Added time of whole milliseconds that is written in microseconds.

Asks for ``5 * USEC_PER_MSEC`` in ``fsleep(5000)``, and in ``#define X_US 5000``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.defines import new_defines, number
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
ELSEWHERE = Confidence.LOW

WHEN = When(files=C, words=("fsleep", "define"))
_SLEEP = Pattern("fsleep($time)")
_FACTOR = 1000


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    times = [(match.line.body_line, number(match["time"])) for match in new_code(context, _SLEEP)]
    for _, new in new_defines(context):
        times += [(one.line.body_line, one.number) for one in new if one.name.endswith("_US")]
    for at, time in sorted(times, key=lambda one: one[0]):
        if time and not time % _FACTOR:
            facts = {"instead": f"{time // _FACTOR} * USEC_PER_MSEC"}
            yield Remark(at, facts, Confidence.MODERATE, recommends=("USEC_PER_MSEC",))
