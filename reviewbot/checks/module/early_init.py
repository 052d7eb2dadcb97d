"""Initcall that is earlier than module_init(), for no more than to register a driver.

Reports it in a new file: what has to be there first makes the probe wait anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.file.settled import is_changed_later
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.whole import is_new_file
from reviewbot.knowledge.load import by_name, names_in, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEVERITY = Severity.NOTE
FINAL_ONLY = True
KERNEL_ONLY = True


def _registering() -> Mapping[str, Any]:
    """The drivers by the function that registers them."""
    return by_name("bus_drivers", "drivers", key="register")


def _early() -> frozenset[str]:
    """The macros for functions that run before those of module_init()."""
    return names_in("bus_drivers", "early")


_EARLY = Pattern(
    "static int __init $init(void) { return $register(&$driver); } $level($init);",
    register=_registering,
    level=_early,
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such macro."""
    for match in new_code(context, _EARLY):
        file = file_of(context, match)
        usual = tuple(table("bus_drivers")["usual"]["fronts"])
        is_meant = file and is_new_file(file) and not file.path.startswith(usual)
        if is_meant and not is_changed_later(context, match["init"]):
            macro = _registering()[match["register"]]["macro"]
            facts = {"level": match["level"], "macro": macro, "driver": match["driver"]}
            yield Remark(match.line.body_line, facts)
