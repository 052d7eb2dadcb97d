"""A declaration of something that is not, or no longer, defined anywhere.

Reports a function or object whose last definition goes, which nothing uses any more, but which a
header or a C file still declares; and an added declaration of a name that nothing in the tree has,
with the whole series applied.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, Remark, Severity, TreeContext, When
from reviewbot.context.c.file.undefined import undefined
from reviewbot.context.fix import declared, without_gap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.file.undefined import Undefined
    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
WHEN = When(files=C)


def check(context: TreeContext) -> Iterator[Remark]:
    """One remark for each file with declarations that are, or will be, of nothing."""
    groups: dict[tuple[str, bool], list[Undefined]] = defaultdict(list)
    for name in undefined(context):
        groups[name.path, name.is_new].append(name)
    for (_, is_new), group in groups.items():
        facts: dict[str, Fact] = {
            "names": tuple(name.display_name for name in group),
            "places": tuple(dict.fromkeys(place for name in group for place in name.places)),
            "why": "added" if is_new else "left",
        }
        # few were seen that are left behind: asked until there are more
        sure = Confidence.HIGH if is_new else Confidence.MODERATE
        line = declared(context.patch, group[-1].at) if is_new and len(group) == 1 else None
        yield Remark(group[-1].at, facts, sure, fix=without_gap(*line) if line else ())
