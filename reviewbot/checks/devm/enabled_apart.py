"""Clock or regulator of a new driver that is got in one step and enabled in another.

Asks about it where a probe function does both, once, in a file without functions that suspend or resume.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.enabling import enabled_at, steps
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.probes import is_probing
from reviewbot.context.stays_on import is_switched_off, stays_on

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
MOOT_BESIDE = ("devm.clk_enabled",)

_GOT = Pattern("$it = $get($dev, ...); if (IS_ERR($it))", get=steps)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each where it is enabled."""
    for match in new_code(context, _GOT):
        line, known = enabled_at(match), steps()[match["get"]]
        is_once = match.leaves and line and is_probing(context, match) and stays_on(context, match)
        if line and is_once and not is_switched_off(match):
            related = (Related(match.tokens[0].line.body_line, "got here"),)
            facts = {"all": known["all"], "on": known["on"]}
            better = (known["all"],)
            yield Remark(line.body_line, facts, Confidence.MODERATE, related, better)
