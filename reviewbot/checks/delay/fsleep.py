"""Added usleep_range() around a time that needs no range, as fsleep() waits.

Reports it where the longest time is no more than twice the shortest: who gives more, or a time with
a name of its own, has a reason. It asks where the longest is less, for fsleep() may take twice as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.defines import number
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import rewritten
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "fsleep"

_RANGE = Pattern("usleep_range($least, $most);")
_TWICE = 2


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for match in new_code(context, _RANGE, commented=True):
        if not _is_wide(match) and not _is_short(match):
            facts = {"time": match["least"]}
            fix = rewritten(match, "fsleep($least);")
            sure = Confidence.HIGH if _is_twice(match) else Confidence.MODERATE
            yield Remark(match.line.body_line, facts, sure, recommends=("fsleep",), fix=fix)


def _is_short(match: Match) -> bool:
    """Whether fsleep() would not sleep."""
    least = number(match["least"])
    return least is not None and least <= table("delays")["busy"]["most"]


def _is_twice(match: Match) -> bool:
    """Whether it is the very range that fsleep() takes."""
    least, most = number(match["least"]), number(match["most"])
    is_double = match["most"] == f"{match['least']} * {_TWICE}"
    return is_double if least is None else most == _TWICE * least


def _is_wide(match: Match) -> bool:
    """Whether it may take much longer, so that the processor is woken for other things as well."""
    least, most = number(match["least"]), number(match["most"])
    return least is not None and (most is None or most > _TWICE * least)
