"""Entry of MAINTAINERS that is added out of alphabetical order.

Asks about an added title that stands above one with an earlier name, or below one with a later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.maintainers.titles import misplaced_beside, titles_in
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=("MAINTAINERS",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such title."""
    removed = context.removed()
    for file in context.files:
        for hunk in file.hunks if file.path == "MAINTAINERS" else ():
            titles = [*titles_in(hunk.post)]
            for at, line in enumerate(titles):
                is_new = line.kind is ADDED and line.text.strip() not in removed
                other, side = misplaced_beside(titles, at) if is_new else (None, "")
                if other:
                    facts = {"name": line.text.strip(), "other": other.text.strip(), "side": side}
                    lower = max(line.body_line, other.body_line)  # who reads that has read both
                    yield Remark(lower, facts, Confidence.MODERATE)
