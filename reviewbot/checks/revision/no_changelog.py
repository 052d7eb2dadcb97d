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
    tells_changes,
)
from reviewbot.context.compared import compared
from reviewbot.context.log_habits import keeps_changelog_in_log
from reviewbot.context.maintainers import applies
from reviewbot.context.revisions import of_title
from reviewbot.context.similarity import is_same_diff
from reviewbot.thread.people import from_in_body
from reviewbot.thread.scissors import is_scissors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
_SQUASHED = ("fixup!", "squash!", "amend!")
_NUMBER = re.compile(
    r"-\d+-[\w.]+$|-\d+$"
)  # of the mail, as git-send-email(1) and b4 put it into ids
_TEMPLATE = "*** BLURB HERE ***"  # of a cover, as git-format-patch(1) writes it
_BEYOND = re.compile(r"\b0*(\d{1,4})/0*(\d{1,4})\b[^\]]*\]")


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on the first mail of a series without a changelog."""
    series = context.series
    if series.revision < 2 or context.patch is not series.mails[0]:  # noqa: PLR2004  the first has none
        return
    if series.missing or _may_lack_cover(context) or any(_is_special(m) for m in series.mails):
        return
    if any(map(_speaks_above, series.mails)) or any(map(tells_changes, context.prior.author_notes)):
        return
    if _is_squashed(series) or _adds_tags_only(context) or _is_of_who_applies(context):
        return
    line = _told_in_log(context)
    if line and keeps_changelog_in_log(series):
        return
    if not line and any(map(may_tell_of_changes, series.mails)):
        return
    at = _template(context)
    yield Remark(
        line or at or last_line(context.patch),
        {
            "before": series.revision - 1,
            "cover": "yes" if context.is_cover else "",
            "template": _TEMPLATE if at else "",
            "told": "yes" if line else "",
        },
    )


def _is_squashed(series: Series) -> bool:
    """Whether all of it is to be squashed into commits: no history of it is kept."""
    return all(patch.subject.title.startswith(_SQUASHED) for patch in series.patches)


def _adds_tags_only(context: SeriesContext) -> bool:
    """Whether diffs and logs are those of the revision before, to which tags were given since."""
    before = next((one for one in context.prior.earlier if _is_next(one, context.series)), None)
    return before is not None and all(
        any(
            is_same_diff(old, patch) and _said(old) == _said(patch)
            for old in of_title(before, patch.subject.title)
        )
        for patch in context.series.patches
    )


def _is_next(older: Series, series: Series) -> bool:
    return older.revision == series.revision - 1 and older.expected == series.expected


def _said(patch: Patch) -> tuple[str, str]:
    """Who has written it, and its log without the tags."""
    message, body = patch.message, patch.body
    author = from_in_body(message.lines, body.headers) or message.author
    return author.name, " ".join(message.line(at).strip() for at in body.log)


def _is_of_who_applies(context: SeriesContext) -> bool:
    """Whether its author is who will apply it."""
    paths = [file.path for patch in context.series.patches for file in patch.files]
    author = context.message.author
    return context.tree is not None and applies(author, paths, context.tree)


def _told_in_log(context: SeriesContext) -> int:
    """The line of a single patch that tells what changed where it becomes the commit; 0 for none."""
    series, patch = context.series, context.patch
    if len(series.mails) > 1 or has_notes(patch) or any(changelog_in_log(patch)):
        return 0
    return compared(patch, series.revision - 1)


def _speaks_above(mail: Patch) -> bool:
    """Whether its author says something above the scissors: that is the note to this version."""
    own = [mail.message.line(number) for number in range(1, mail.body.log.start)]
    cut = next((number for number, line in enumerate(own) if is_scissors(line)), 0)
    return any(line.strip() and not line.startswith(">") for line in own[:cut])


def _template(context: SeriesContext) -> int:
    """The line of a cover that was to be replaced by its text; 0 where there is none."""
    lines = context.message.lines if context.is_cover else ()
    return next((at for at, line in enumerate(lines, 1) if line.strip() == _TEMPLATE), 0)


def _may_lack_cover(context: SeriesContext) -> bool:
    """Whether the first patch replies to a mail that may be its cover letter, which is not here."""
    series = context.series
    if series.cover:
        return False
    first = series.patches[0].message
    stem = _NUMBER.sub("", first.message_id.partition("@")[0])
    return any(
        series.expected > 1
        or (stem and _NUMBER.sub("", parent.partition("@")[0]) == stem)
        or parent in context.prior.absent
        for parent in first.in_reply_to
    )


def _is_special(mail: Patch) -> bool:
    """Whether it was sent again as it is, or numbered beyond the end of a series."""
    number = _BEYOND.search(mail.subject.text)
    return mail.subject.is_resend or bool(number and int(number[1]) > int(number[2]))
