"""New file in sysfs that is described nowhere.

Reports attributes that a driver adds and that have no entry in Documentation/ABI, neither in the tree
nor in the series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, SeriesContext, Severity
from reviewbot.context.abi import is_described
from reviewbot.context.c.hunk.new import file_of, has_in_removed, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import names_in, table

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True


def _macros() -> frozenset[str]:
    """The macros that define a file."""
    return names_in("sysfs_attributes", "macros")


_ATTRIBUTE = Pattern("$macro($name, ...);", macro=_macros)


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on each new attribute without an entry."""
    if context.tree is None:
        return
    known = table("sysfs_attributes")
    unstable, endings = (tuple(known[each]["names"]) for each in ("without", "ending"))
    for match in new_code(context, _ATTRIBUTE, commented=True):
        name, file = match["name"], file_of(context, match)
        if file is None or file.path.startswith(unstable) or name.endswith(endings):
            continue
        if not has_in_removed(match, name) and not is_described(name, context.series, context.tree):
            yield Remark(match.line.body_line, {"name": name}, Confidence.MODERATE)
