"""File that is gone, and that MAINTAINERS or the documentation still names.

Reports files that a patch deletes or renames, where no patch of the series touches what names them. Not
drafted where the tree at hand is older than the mail by months: what names them there may be gone, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, Severity, TreeContext
from reviewbot.context.age import is_tree_older
from reviewbot.context.stale import named_by, taken_out
from reviewbot.context.whole import made_by

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True


def check(context: TreeContext) -> Iterator[Remark]:
    """Remark on each such file, where its diff begins."""
    gone = {
        file.old_path: file
        for file in context.images
        if file.old_path and file.old_path != file.new_path and not file.is_copy
    }
    left = frozenset(gone) - made_by(context.series) - taken_out(gone, context.series)
    sure = Confidence.MODERATE if context.series.missing else Confidence.HIGH
    sure = Confidence.LOW if is_tree_older(context) else sure
    places = named_by(left, context.tree) if left else {}
    for path, file in gone.items():
        if where := places.get(path):
            facts: dict[str, str | int] = {"path": path, "where": where[0], "more": len(where) - 1}
            yield Remark(file.body_line, facts, sure)
