"""Lines that a patch adds and a later patch of the same series removes again.

Notes runs of added lines most of which a later patch takes out of the same file, without putting
them anywhere else. That is true, but hardly ever what a reviewer asks about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.memo import once_for_each
from reviewbot.context.positions import position
from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.model.patch import DiffLine, Hunk, Patch
    from reviewbot.model.series import Series

SEVERITY = Severity.NOTE
FINAL_ONLY = True
_MANY = 8  # lines that say something
_MOST = 0.6  # of a run: a later patch may keep its frame
_WORD = re.compile(r"\w")
_TELLING = 4  # characters of a line that are no punctuation
_FOR_A_WHILE = re.compile(
    r"(?i)\b(?:tempora\w+|for now|transition\w*|interim|intermediate|scaffold\w*|later|subsequent"
    r"|follow(?:s|ing)?|next|future|will be|final\w*|until|eventually|bisect\w*|prepar\w+|then)\b"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark below each run of lines, once per later patch that removes it."""
    patches, own = context.series.patches, position(context.patch, context.series)
    if own + 1 >= len(patches):
        return
    text = " ".join(context.message.line(number) for number in context.body.log)
    if _FOR_A_WHILE.search(text):
        return
    for file in context.files:
        removers = _removers(context.series).get(file.path, ())
        later = removers[bisect_right(removers, own) :]
        if not later:
            continue
        for run in (run for hunk in file.hunks for run in _runs(hunk)):
            for index in later:
                gone = _removed(patches[index])[file.path]
                lost = [line for line in run if line.text in gone]
                lost = [line for line in lost if not _is_back(line, patches[index:])]
                if len(lost) >= _MANY and len(lost) >= _MOST * len(run):
                    subject = patches[index].subject
                    yield Remark(
                        lost[-1].body_line,
                        {"count": len(lost), "patch": subject.label},
                        Confidence.LOW,
                    )
                    break


def _runs(hunk: Hunk) -> Iterator[list[DiffLine]]:
    """The telling lines of each block of added lines."""
    run: list[DiffLine] = []
    for line in (*hunk.lines, None):
        if line is not None and line.kind is LineKind.ADDED:
            if _is_telling(line):
                run.append(line)
            continue
        if len(run) >= _MANY and not any(_FOR_A_WHILE.search(one.text) for one in run):
            yield run
        run = []


def _is_telling(line: DiffLine) -> bool:
    return len(_WORD.findall(line.text)) >= _TELLING


@once_for_each
def _removed(patch: Patch) -> Mapping[str, set[str]]:
    """The lines removed from each file that stays."""
    removed: dict[str, set[str]] = defaultdict(set)
    for file in patch.files:
        if file.old_path and file.new_path:
            removed[file.old_path].update(
                line.text
                for hunk in file.hunks
                for line in hunk.lines
                if line.kind is LineKind.REMOVED
            )
    return removed


@once_for_each
def _removers(series: Series) -> Mapping[str, Sequence[int]]:
    """The positions of the patches that remove lines from each file, in order."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, patch in enumerate(series.patches):
        for path in _removed(patch):
            found[path].append(number)
    return found


@once_for_each
def _added(patch: Patch) -> Counter[str]:
    return Counter(line.text.strip() for file in patch.files for line in file.added())


def _is_back(line: DiffLine, patches: Sequence[Patch]) -> bool:
    return any(_added(patch)[line.text.strip()] for patch in patches)
