"""Co-developed-by: of somebody who has not signed off.

Reports each such tag without a Signed-off-by: of the same person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.signing import signatures
from reviewbot.thread.people import are_same

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("name",)
WHEN = When(told=("co-developed-by",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each tag of somebody who has not signed."""
    if not is_to_commit(context.patch):
        return
    signed = signatures(context.patch, "Signed-off-by")
    for author in signatures(context.patch, "Co-developed-by"):
        if not any(are_same(author.by, one.by) for one in signed):
            yield Remark(author.at, {"name": author.by.name or author.by.email})
