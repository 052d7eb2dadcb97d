"""A new revision that does not say what changed.

Reports a series marked v2 or later where neither the cover letter nor any patch has a changelog:
no text below a ``---``, and nowhere a word of an older version, of changes or of a rebase. Where the
log of a single patch compares it with the one before, it is asked to move that below the ``---``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Remark, SeriesContext, Severity
from reviewbot.context.changelog import last_line, left_as_written, may_tell_of_changes
from reviewbot.context.cover import template_in
from reviewbot.context.log_habits import keeps_changelog_in_log
from reviewbot.context.prior.needless_changelog import needs_no_changelog
from reviewbot.context.prior.told_changes import tells_apart, told_in_log

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.NOTE
MAILED = True
KERNEL_ONLY = True
FINAL_ONLY = True


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on the first mail of a series without a changelog."""
    series = context.series
    if series.revision < 2 or context.patch is not series.mails[0]:  # noqa: PLR2004  the first has none
        return
    if needs_no_changelog(context) or tells_apart(context):
        return
    told, template = told_in_log(context), template_in(context.patch)
    left = left_as_written(context.patch)
    may_be_told = any(map(may_tell_of_changes, series.mails))
    if not (keeps_changelog_in_log(series) if told else may_be_told):
        yield Remark(
            told or template or left or last_line(context.patch),
            {
                "before": series.revision - 1,
                "cover": "yes" if context.is_cover else "",
                "template": "git format-patch" if template else "b4" if left else "",
                "told": "yes" if told else "",
                "cut": "yes" if _is_cut(context) else "",
            },
        )


def _is_cut(context: SeriesContext) -> bool:
    """Whether the mail has a line where git cuts its text off."""
    stop = context.body.diff.start if context.body.diff else len(context.message.lines) + 1
    return any(context.message.line(at).rstrip() == "---" for at in range(1, stop))
