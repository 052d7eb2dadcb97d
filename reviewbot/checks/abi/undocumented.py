"""New file in sysfs that is described nowhere.

Reports attributes that a driver adds and that have no entry in Documentation/ABI, neither in the tree
nor in the series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, SeriesContext, Severity
from reviewbot.context.abi import undescribed_files
from reviewbot.context.c.hunk.new import file_of, has_in_removed, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import names_in, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import FileDiff

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
    found = [
        (match.line, match["name"])
        for match in new_code(context, _ATTRIBUTE, commented=True)
        if _needs_entry(match["name"], file_of(context, match))
        and not has_in_removed(match, match["name"])
    ]
    left = undescribed_files({name for _, name in found}, context.series, context.tree)
    for line, name in found:
        if name in left:
            yield Remark(line.body_line, {"name": name}, Confidence.MODERATE)


def _needs_entry(name: str, file: FileDiff | None) -> bool:
    """Whether a file in sysfs is promised to stay, and is not only about another one."""
    known = table("sysfs_attributes")
    unstable, endings = (tuple(known[each]["names"]) for each in ("without", "ending"))
    return file is not None and not (file.path.startswith(unstable) or name.endswith(endings))
