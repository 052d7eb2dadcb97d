"""Whether a revision differs from the one before in its tags only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.revisions import of_title, right_before
from reviewbot.context.similarity import is_same_diff
from reviewbot.context.trailers import tags
from reviewbot.thread.people import from_in_body

if TYPE_CHECKING:
    from reviewbot.context.levels import SeriesContext
    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

_SIGNED = "Signed-off-by"


def only_tags_differ(context: SeriesContext) -> bool:
    """Whether authors, diffs and logs are those of the revision before, as far as it is known.

    What nobody could apply, as it was not signed, may have another log.
    """
    same_size = (
        series
        for series in right_before(context.prior, context.series)
        if series.expected == context.series.expected
    )
    return any(
        all(_is_in(before, patch) for patch in context.series.patches) for before in same_size
    )


def _is_in(before: Series, patch: Patch) -> bool:
    return any(
        is_same_diff(old, patch) and (not tags(old, _SIGNED) or _commit(old) == _commit(patch))
        for old in of_title(before, patch.subject.title)
    )


def _commit(patch: Patch) -> tuple[str, str]:
    """Who has written a patch, and its log without the tags."""
    message, body = patch.message, patch.body
    author = from_in_body(message.lines, body.headers) or message.author
    return author.name, " ".join(message.line(at).strip() for at in body.log)
