"""Clock or regulator of a new driver that is got, enabled and given an action step by step.

Reports the steps where one function does all of them, the file is added by the patch and neither
enables nor disables anything of the kind elsewhere.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.file.index import index
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.whole import whole
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_steps = partial(by_name, "enabled", "steps", "get")
_STEPS = Pattern(
    "$it = $get($dev, ...); ... $a = $on($it); ... $b = $action($dev, $off, $it);",
    get=_steps,
    on=partial(by_name, "enabled", "steps", "on"),
    action=lambda: {entry["reset"] for entry in by_name("devm", "actions").values()},
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each row of steps at the last of them."""
    for match in new_code(context, _STEPS, commented=True):
        steps = _steps()[match["get"]]
        if match["on"] == steps["on"] and _is_all(context, match):
            facts = {"all": steps["all"]}
            yield Remark(match.line.body_line, facts, recommends=(steps["all"],))


def _is_all(context: DiffContext, match: Match) -> bool:
    """Whether the file does nothing else with what it gets than to have it enabled."""
    file, steps = file_of(context, match), _steps()[match["get"]]
    source = whole(context, file) if file else None
    if source is None:
        return False
    calls = index(source).calls
    once = all(calls.get(steps[step], 0) == 1 for step in ("get", "on", "off"))
    return once and not any(calls.get(other, 0) for other in steps["others"])
