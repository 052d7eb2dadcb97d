"""An added enumerator without the prefix that all others of its enum share.

Reports a member that lacks the prefix of the others, where that is the enum's tag. The remark
stands at the first of an enum; those that lack it, too, and some of the others are related.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Related, Remark, Severity, When
from reviewbot.context.c.hunk.changed_enums import changed_enums
from reviewbot.context.c.hunk.enum_prefix import prefix_break

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
WHEN = When(files=C)


_SHOWN = 3  # how many of the other members a reader is shown


def check(context: DiffContext) -> Iterator[Remark]:
    """One remark for each enum: the fact ``name`` is the first, ``more`` are the others without ``prefix``."""
    for changed in changed_enums(context):
        broken = prefix_break(changed)
        if broken:
            first, *more = broken.members
            lacking = [Related(m.line.body_line, "lacks it, too") for m in more]
            sharing = [Related(m.line.body_line, "has the prefix") for m in broken.others[:_SHOWN]]
            yield Remark(
                first.line.body_line,
                {
                    "name": first.name,
                    "prefix": broken.prefix,
                    "more": tuple(each.name for each in more),
                },
                Confidence.HIGH if broken.is_slip else Confidence.MODERATE,
                (*lacking, *sharing),
            )
