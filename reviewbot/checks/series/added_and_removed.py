"""Lines that a patch adds and a later patch of the same series removes again.

Notes runs of added lines most of which a later patch takes out of the same file, without putting
them anywhere else. That is true, but hardly ever what a reviewer asks about.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.positions import position
from reviewbot.context.series_lines import added_texts, is_telling, removed_texts, removers
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from reviewbot.model.patch import DiffLine, Hunk, Patch

SEVERITY = Severity.NOTE
FINAL_ONLY = True

_MIN_LINES = 8  # that say something
_MIN_SHARE = 0.6  # of a run: a later patch may keep its frame
_FOR_A_WHILE = regex(
    r"(?i)\b(?:tempora\w+|for now|transition\w*|interim|intermediate|scaffold\w*|later|subsequent"
    r"|follow(?:s|ing)?|next|future|will be|final\w*|until|eventually|bisect\w*|prepar\w+|then)\b"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark below each run of lines, once: on the first later patch that removes it."""
    patches, own = context.series.patches, position(context.patch, context.series)
    if own + 1 >= len(patches):
        return
    for file in context.files:
        positions = removers(context.series).get(file.path, ())
        later = positions[bisect_right(positions, own) :]
        taken = [removed_texts(patches[index])[file.path] for index in later]
        gone = [lines for lines in taken if len(lines) >= _MIN_LINES]
        changed = (hunk for hunk in file.hunks if any(_may_lose(hunk, lines) for lines in gone))
        for run in (run for hunk in changed for run in _runs(hunk)):
            for index in later:
                lost = _lost(run, file.path, patches[index:])
                if len(lost) >= max(_MIN_LINES, _MIN_SHARE * len(run)):
                    if not _is_for_a_while(context, run):
                        at, patch = lost[-1].body_line, patches[index].subject.label
                        yield Remark(at, {"count": len(lost), "patch": patch}, Confidence.LOW)
                    break


def _may_lose(hunk: Hunk, gone: Container[str]) -> bool:
    """Whether enough of what it adds is among the lines that a later patch removes."""
    return sum(line.text in gone for line in hunk.lines if line.kind is ADDED) >= _MIN_LINES


def _is_for_a_while(context: DiffContext, run: Sequence[DiffLine]) -> bool:
    """Whether the log or the lines tell that they are not to stay."""
    log = (context.message.line(number) for number in context.body.log)
    return any(map(_FOR_A_WHILE.search, (" ".join(log), *(line.text for line in run))))


def _runs(hunk: Hunk) -> Iterator[list[DiffLine]]:
    """The telling lines of each block of added lines."""
    for is_added, block in groupby(hunk.lines, key=lambda line: line.kind is ADDED):
        run = [line for line in block if is_telling(line.text)] if is_added else []
        if len(run) >= _MIN_LINES:
            yield run


def _lost(run: Sequence[DiffLine], path: str, patches: Sequence[Patch]) -> list[DiffLine]:
    """The lines the first of the patches removes from the file, and none of them puts elsewhere."""
    removed = removed_texts(patches[0])[path]
    return [
        line
        for line in run
        if line.text in removed
        and not any(added_texts(patch)[line.text.strip()] for patch in patches)
    ]
