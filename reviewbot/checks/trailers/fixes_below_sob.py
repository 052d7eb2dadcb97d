"""``Fixes:`` below the Signed-off-by: of the sender.

Reports the line where all signatures of the trailers stand above it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.fixes import fixes
from reviewbot.context.signing import signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(told=("fixes",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each Fixes: line below the last signature."""
    signed = signatures(context.patch, "Signed-off-by") if is_to_commit(context.patch) else ()
    found = fixes(context.patch) if signed else ()
    above = {fix.id for fix in found if fix.at < signed[-1].at}
    for fix in found:
        if fix.at > signed[-1].at and fix.id not in above:
            yield Remark(fix.at, {})
