"""``Fixes:`` with fewer than twelve digits of the commit's id.

Reports a Fixes: line of a patch to the kernel whose id has five to eleven digits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.backports import is_backport
from reviewbot.context.fixes import fixes
from reviewbot.context.kernel import is_kernel
from reviewbot.context.projects import project_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("digits",)
WHEN = When(told=("fixes",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each short id."""
    named = fixes(context.patch)
    if not named or not is_kernel(context.patch) or is_backport(context.patch):
        return
    project = project_of(context.series)
    for fix in named:
        if len(fix.id) < project.id_length:
            yield Remark(
                fix.at,
                {
                    "digits": len(fix.id),
                    "wanted": project.id_length,
                    "document": project.document,
                    "title": fix.title and "yes",
                },
            )
