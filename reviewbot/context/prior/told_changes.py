"""Where the author of a revision tells what changed, other than below the ``---`` or in a cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.changelog import changelog_in_log, has_notes, tells_changes
from reviewbot.context.compared import compared
from reviewbot.thread.scissors import is_scissors

if TYPE_CHECKING:
    from reviewbot.context.levels import SeriesContext
    from reviewbot.model.patch import Patch


def tells_apart(context: SeriesContext) -> bool:
    """Whether he does above the scissors, or in a mail of its own."""
    above = any(map(_speaks_above_scissors, context.series.mails))
    return above or any(map(tells_changes, context.prior.author_notes))


def told_in_log(context: SeriesContext) -> int:
    """The line of a single patch that does, where it becomes the commit; 0 for none."""
    series, patch = context.series, context.patch
    if len(series.mails) > 1 or has_notes(patch) or any(changelog_in_log(patch)):
        return 0
    return compared(patch, series.revision - 1)


def _speaks_above_scissors(mail: Patch) -> bool:
    above = [mail.message.line(number) for number in range(1, mail.body.log.start)]
    cut = next((number for number, line in enumerate(above) if is_scissors(line)), 0)
    return any(line.strip() and not line.startswith(">") for line in above[:cut])
