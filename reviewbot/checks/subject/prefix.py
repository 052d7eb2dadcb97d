"""Subject prefix unlike that of the commits of the same files.

Reports the patch whose subject has not the prefix nearly all recent commits of every file it
changes begin with.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, HistoryContext, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.memo import once_for_each

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True


_FILES = 5  # a patch of more is about something they have in common
_RECENT = 20  # commits of a file
_FEWEST = 6
_SHARE = 0.85  # of the recent commits have the same prefix
_TOP = {"drivers", "arch", "include", "tools", "documentation"}  # too large to tell anything
_PREFIX = re.compile(r"\s*([\w.+-]+)[/:]")


def check(context: HistoryContext) -> Iterator[Remark]:
    """Remark on the start of the log, for the subject is not part of the body."""
    start = next((at for at in context.body.log if context.message.line(at).strip()), 0)
    if not start or not _is_candidate(context.patch) or is_backport(context.patch):
        return
    paths = [file.path for file in context.files]
    titles = context.history.titles(paths, also=_asked(context.series))  # it takes seconds
    (habit, *others) = {_habit(titles.get(path, ())) for path in paths}
    if habit and not others and habit not in _words(context.patch):
        example = next(one for one in titles[paths[0]] if _first(one) == habit)
        yield Remark(start, {"prefix": habit, "example": example}, Confidence.MODERATE)


@once_for_each
def _asked(series: Series) -> tuple[str, ...]:
    """The files of the series whose commits will be looked at."""
    files = (file for patch in series.patches if _is_candidate(patch) for file in patch.files)
    return tuple(dict.fromkeys(file.path for file in files))


def _is_candidate(patch: Patch) -> bool:
    """Whether a prefix may be wrong: it is not the name of a directory all files are in."""
    if not 0 < len(patch.files) <= _FILES or patch.subject.title.lower().startswith("revert"):
        return False
    within = [{part.lower() for part in file.path.split("/")[:-1]} for file in patch.files]
    return not (_words(patch) & set.intersection(*within) - _TOP)


def _words(patch: Patch) -> set[str]:
    """The words of the prefixes of a subject, in lower case."""
    return set(re.findall(r"[\w.+-]+", patch.subject.title.rpartition(":")[0].lower()))


def _habit(titles: Sequence[str]) -> str:
    """The prefix nearly all of the newest titles have; nothing if there is none."""
    recent = [title for title in titles if not title.lower().startswith("revert")][:_RECENT]
    if len(recent) < _FEWEST:
        return ""
    ((prefix, count),) = Counter(map(_first, recent)).most_common(1)
    return prefix if count >= _SHARE * len(recent) else ""


def _first(title: str) -> str:
    """The first part of the prefix of a title, in lower case; nothing if it has none."""
    match = _PREFIX.match(title)
    return match[1].lower() if match else ""
