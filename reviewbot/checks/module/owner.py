"""Added .owner = THIS_MODULE that the registration of the driver sets anyway.

Reports it in the structures of knowledge/bus_drivers.toml whose registration stores the owner that
its macro passes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.initializers import initialized
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import without
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KINDS = ("register",)
FINAL_ONLY = True
KERNEL_ONLY = True

_OWNER = Pattern(".owner = THIS_MODULE")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added owner of a driver whose registration tells it."""
    drivers = by_name("bus_drivers", "drivers", key="struct")
    for match in new_code(context, _OWNER):
        whose = initialized(match)
        if whose and len(whose.members) == _OF_DRIVER and "owner" in drivers.get(whose.kind, ()):
            facts = {"register": drivers[whose.kind]["register"]}
            is_alone = match.line.text.split() == [".owner", "=", "THIS_MODULE,"]
            fix = without([match.line]) if is_alone else ()
            yield Remark(match.line.body_line, facts, fix=fix)


_OF_DRIVER = 2  # .driver.owner, or .drv.owner
