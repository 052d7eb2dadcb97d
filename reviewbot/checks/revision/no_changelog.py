"""A new revision that does not say what changed.

Reports a series marked v2 or later where neither the cover letter nor any patch has a changelog:
no text below a ``---``, and nowhere a word of an older version, of changes or of a rebase. Where the
log of a single patch compares it with the one before, it is asked to move that below the ``---``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Remark, SeriesContext, Severity
from reviewbot.context.changelog import (
    changelog_in_log,
    has_notes,
    last_line,
    may_tell_of_changes,
    speaks_above_scissors,
    tells_changes,
)
from reviewbot.context.compared import compared
from reviewbot.context.cover import TEMPLATE, may_lack_cover, template_in
from reviewbot.context.log_habits import keeps_changelog_in_log
from reviewbot.context.maintainers import applies
from reviewbot.context.prior.retagged import only_tags_differ

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import Patch

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
_SQUASHED = ("fixup!", "squash!", "amend!")
_BEYOND = re.compile(r"\b0*(\d{1,4})/0*(\d{1,4})\b[^\]]*\]")


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on the first mail of a series without a changelog."""
    series = context.series
    if series.revision < 2 or context.patch is not series.mails[0]:  # noqa: PLR2004  the first has none
        return
    if _needs_none(context) or _is_told_apart(context):
        return
    told, template = _told_in_log(context), template_in(context.patch)
    is_quiet = (
        keeps_changelog_in_log(series) if told else any(map(may_tell_of_changes, series.mails))
    )
    if not is_quiet:
        yield Remark(
            told or template or last_line(context.patch),
            {
                "before": series.revision - 1,
                "cover": "yes" if context.is_cover else "",
                "template": TEMPLATE if template else "",
                "told": "yes" if told else "",
            },
        )


def _needs_none(context: SeriesContext) -> bool:
    """Whether it is not all here, sent again as it is, squashed, or applied by who posts it."""
    series = context.series
    return (
        bool(series.missing)
        or may_lack_cover(context)
        or any(map(_is_special, series.mails))
        or all(patch.subject.title.startswith(_SQUASHED) for patch in series.patches)
        or only_tags_differ(context)
        or _is_of_who_applies(context)
    )


def _is_special(mail: Patch) -> bool:
    """Whether it was sent again as it is, or numbered beyond the end of a series."""
    number = _BEYOND.search(mail.subject.text)
    return mail.subject.is_resend or bool(number and int(number[1]) > int(number[2]))


def _is_of_who_applies(context: SeriesContext) -> bool:
    paths = [file.path for patch in context.series.patches for file in patch.files]
    author = context.message.author
    return context.tree is not None and applies(author, paths, context.tree)


def _is_told_apart(context: SeriesContext) -> bool:
    """Whether its author tells what changed above the scissors, or in a mail of its own."""
    above = any(map(speaks_above_scissors, context.series.mails))
    return above or any(map(tells_changes, context.prior.author_notes))


def _told_in_log(context: SeriesContext) -> int:
    """The line of a single patch that tells what changed where it becomes the commit; 0 for none."""
    series, patch = context.series, context.patch
    if len(series.mails) > 1 or has_notes(patch) or any(changelog_in_log(patch)):
        return 0
    return compared(patch, series.revision - 1)
