"""A cover letter whose shortlog lists other patches than the series has.

Reports titles of a whole shortlog that no patch of the series has, nor anything like them, where
all patches are here and the cover does not say that patches were put together or dropped. Only
reported where they are as many as it lists and one that is not listed shares the beginning of a
word: that is likely the same patch under another title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.posted_together import is_posted_together
from reviewbot.context.retitled import is_reworded, plain_title, share_stem
from reviewbot.regex import regex
from reviewbot.thread.shortlog import entries

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.NOTE
FINAL_ONLY = True
_MAX_TITLES = 500  # each is compared with each of the patches
_TOLD = regex(
    r"\b(?:squash\w*|merg(?:e|ed|ing)|fold\w*|combin\w+|dropp?(?:ed|ing)?|remov\w+|split\w*)\b.{0,40}\bpatch",
    re.IGNORECASE,
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the first title nothing is like."""
    series = context.series
    if not context.is_cover or not is_posted_together(series, context.patch):
        return
    if any("patch" in line.lower() and _TOLD.search(line) for line in context.message.lines):
        return  # one may be part of another now: only the list is old
    shortlog = entries(context.message.lines, series.expected)
    listed = {plain_title(entry.title): entry for entry in shortlog}
    if len(listed) > _MAX_TITLES:
        return
    posted = {plain_title(patch.subject.title) for patch in series.patches}
    free = posted - listed.keys()
    lost = [
        entry
        for title, entry in listed.items()
        if title not in posted and not is_reworded(title, free)
    ]
    if lost:
        unmet = listed.keys() - posted
        unlisted = [
            title for title in free if not any(is_reworded(claimed, [title]) for claimed in unmet)
        ]
        retitled = len(listed) <= len(posted) and any(
            share_stem(entry.title, title) for entry in lost for title in unlisted
        )
        titles = tuple(f'"{entry.title}"' for entry in lost)
        sure = Confidence.LOW if retitled else Confidence.HIGH
        yield Remark(lost[0].line, {"titles": titles}, sure)
