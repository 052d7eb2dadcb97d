"""Pointer to power management operations that goes through the macro of the other kind.

Reports pm_ptr() around operations that are for system sleep only, as DEFINE_SIMPLE_DEV_PM_OPS() makes
them, and about pm_sleep_ptr() around those with runtime callbacks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.find import matches, places
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import renamed
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True


def _pointers() -> Mapping[str, str]:
    return dict(table("pm_macros")["pointers"]["other"])


def _makers() -> Mapping[str, str]:
    return dict(table("pm_macros")["pointers"]["wants"])


_USED = Pattern("$pointer(&$ops)", pointer=_pointers)
_MADE = Pattern("$maker($ops, ...)", maker=_makers)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each pointer whose operations are seen to be of the other kind."""
    used = [one for one in new_code(context, _USED, partly=True) if one.is_added]
    made = [m for place in places(context, _MADE) for m in matches(place, _MADE)] if used else []
    for match in used:
        wanted = {_makers()[m["maker"]]: m for m in made if m["ops"] == match["ops"]}
        instead = _pointers()[match["pointer"]]
        if [*wanted] == [instead]:
            maker = wanted[instead]
            facts = {"instead": instead, "maker": maker["maker"]}
            at, fix = match.line.body_line, renamed(match, "pointer", instead)
            related = (Related(maker.line.body_line, "made here"),)
            yield Remark(at, facts, related=related, recommends=(instead,), fix=fix)
