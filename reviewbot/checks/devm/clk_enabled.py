"""Clock or regulator of a new driver that is got, enabled and given an action step by step.

Reports the steps where one function does all of them, the file is known as a whole and neither
enables nor disables anything of the kind elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.file.index import index
from reviewbot.context.c.hunk.enabling import last_step, steps
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.whole import whole_around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_GOT = Pattern("$it = $get($dev, ...); if (IS_ERR($it))", get=steps)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each row of steps at the last of them."""
    for match in new_code(context, _GOT):
        line, better = last_step(match), steps()[match["get"]]["all"]
        if match.leaves and line and line.body_line and _is_all(context, match):
            yield Remark(line.body_line, {"all": better}, recommends=(better,))


def _is_all(context: DiffContext, match: Match) -> bool:
    """Whether the file does nothing else with what it gets than to have it enabled."""
    known, source = steps()[match["get"]], whole_around(context, match)
    if source is None:
        return False
    calls = index(source).calls
    is_once = all(calls.get(known[step], 0) == 1 for step in ("get", "on", "off"))
    return is_once and not any(calls.get(other, 0) for other in known["others"])
