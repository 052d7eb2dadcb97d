"""A changelog between revisions inside the commit log.

Reports a heading such as "v2:", "v1 -> v2:" or "Changes since v1:" above the ``---`` of a patch.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.changelog import (
    changelog_in_log,
    cut_above,
    notes_apart,
    tells_of_versions,
)
from reviewbot.context.log_habits import is_for_own_tree, keeps_changelog_in_log
from reviewbot.context.trailers import tags

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("cut",)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first heading of a changelog in the log."""
    if context.is_cover or context.series.revision < 2:  # noqa: PLR2004  the first has none
        return
    for line in islice(changelog_in_log(context.patch), 1):
        cut, notes = cut_above(context.patch, line), notes_apart(context.patch)
        if keeps_changelog_in_log(context.series) or tells_of_versions(notes):
            return
        if not cut and is_for_own_tree(context):
            return
        signed = any(tag.at < line for tag in tags(context.patch, "Signed-off-by"))
        is_meant = notes and not cut and not signed
        confidence = Confidence.LOW if is_meant else Confidence.HIGH
        yield Remark(line, {"cut": cut}, confidence)
