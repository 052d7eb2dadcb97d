"""Co-developed-by: of somebody who has not signed off.

Reports the tags without a Signed-off-by: of the same person, all of a mail in one.
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
VARIES = ("names",)
WHEN = When(told=("co-developed-by",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the last tag of somebody who has not signed."""
    if not is_to_commit(context.patch):
        return
    signed = signatures(context.patch, "Signed-off-by")
    missing = [
        author
        for author in signatures(context.patch, "Co-developed-by")
        if not any(are_same(author.by, one.by) for one in signed)
    ]
    if missing:
        names = tuple(author.by.name or author.by.email for author in missing)
        yield Remark(missing[-1].at, {"names": names})
