"""Lines that a patch adds and a later patch of the same series removes again.

Notes runs of added lines most of which a later patch takes out of the same file, without putting
them anywhere else. That is true, but hardly ever what a reviewer asks about.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.lost_runs import (
    MIN_LINES,
    is_for_a_while,
    is_long,
    lost_lines,
    may_lose,
    runs,
)
from reviewbot.context.positions import position
from reviewbot.context.series_lines import removed_texts, removers

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
FINAL_ONLY = True

_MIN_SHARE = 0.6  # of a run: a later patch may keep its frame


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark below each run of lines, once: on the first later patch that removes it."""
    patches, own = context.series.patches, position(context.patch, context.series)
    if own + 1 >= len(patches):
        return
    for file in (file for file in context.files if any(map(is_long, file.hunks))):
        positions = removers(context.series).get(file.path, ())
        later = positions[bisect_right(positions, own) :]
        taken = [removed_texts(patches[index])[file.path] for index in later]
        gone = [lines for lines in taken if len(lines) >= MIN_LINES]
        changed = (hunk for hunk in file.hunks if any(may_lose(hunk, lines) for lines in gone))
        for run in (run for hunk in changed for run in runs(hunk)):
            taking = ((patches[at], lost_lines(run, file.path, patches[at:])) for at in later)
            most = max(MIN_LINES, _MIN_SHARE * len(run))
            patch, lost = next((each for each in taking if len(each[1]) >= most), (None, []))
            if patch and not is_for_a_while(context, run):
                at, label = lost[-1].body_line, patch.subject.label
                yield Remark(at, {"count": len(lost), "patch": label}, Confidence.LOW)
