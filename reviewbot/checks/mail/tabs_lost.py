"""Diff in which the tabs became blanks, so that it does not apply.

Reports a patch of C or of a devicetree none of whose lines has a tab, where lines that were there before
are indented by seven blanks or more, or new ones by just as many as a tab behind the sign of a line is shown
with: a mail program or a terminal had its way with it. Not where nobody has signed it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.lost_tabs import TREES, lost_tab
from reviewbot.context.signing import signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.WARNING
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(*C, *TREES))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first line that lost its tab."""
    if context.patch.quote or not signatures(context.patch, "Signed-off-by"):
        return  # nobody knows what was sent, or means it to be applied
    if line := lost_tab(context):
        yield Remark(line.body_line)
