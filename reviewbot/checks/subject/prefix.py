"""Subject prefix unlike that of the commits of the same files.

Reports the patch whose subject has not the prefix nearly all recent commits of every file it
changes begin with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, HistoryContext, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.memo import once_for_each
from reviewbot.context.prefixes import common_prefix, first_part, habit, is_revert, parts_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True
_FILES = 5  # a patch of more is about something they have in common
_TOP = {"drivers", "arch", "include", "tools", "documentation"}  # too large to tell anything


def check(context: HistoryContext) -> Iterator[Remark]:
    """Remark on the start of the log, for the subject is not part of the body."""
    start = next((at for at in context.body.log if context.message.line(at).strip()), 0)
    if not start or not _is_candidate(context.patch) or is_backport(context.patch):
        return
    places = _places(context.patch)
    titles = context.history.titles(places, also=_asked(context.series))  # it takes seconds
    prefix = common_prefix([parts_of(habit(titles.get(place, ()))) for place in places], 1.0)
    first = first_part(prefix)
    if prefix and first not in words(context.patch.subject.title):
        example = next(title for title in titles[places[0]] if first_part(title) == first)
        facts = {"prefix": prefix.rstrip(":"), "example": example}
        yield Remark(start, facts, Confidence.MODERATE, yields_to=("subject.learned_prefix",))


@once_for_each
def _asked(series: Series) -> tuple[str, ...]:
    """The files and directories of the series whose commits will be looked at."""
    places = (place for patch in series.patches if _is_candidate(patch) for place in _places(patch))
    return tuple(dict.fromkeys(places))


def _places(patch: Patch) -> tuple[str, ...]:
    """The files it changes; one that is new has no commits yet, but its directory has."""
    files = (file.old_path or file.path.rpartition("/")[0] for file in patch.files)
    return tuple(dict.fromkeys(place for place in files if place))


def _is_candidate(patch: Patch) -> bool:
    """Whether a prefix may be wrong: it is not the name of a directory all files are in."""
    title = patch.subject.title
    if not 0 < len(patch.files) <= _FILES or is_revert(title):
        return False
    within = [{part.lower() for part in file.path.split("/")[:-1]} for file in patch.files]
    return not words(title) & set.intersection(*within) - _TOP
