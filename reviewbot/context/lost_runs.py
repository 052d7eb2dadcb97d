"""Runs of lines that a patch adds, and that a later patch of the series takes out again."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reviewbot.context.series_lines import added_texts, is_telling, removed_texts
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, Hunk, Patch

MIN_LINES = 8  # that say something
_FOR_A_WHILE = regex(
    r"(?i)\b(?:tempora\w+|for now|transition\w*|interim|intermediate|scaffold\w*|later|subsequent"
    r"|follow(?:s|ing)?|next|future|will be|final\w*|until|eventually|bisect\w*|prepar\w+|then)\b"
)


def is_long(hunk: Hunk) -> bool:
    """Whether it adds enough lines."""
    return hunk.added_text.count("\n") + 1 >= MIN_LINES


def may_lose(hunk: Hunk, gone: Container[str]) -> bool:
    """Whether enough of what it adds is among the lines that a later patch removes."""
    return sum(line.text in gone for line in hunk.lines if line.kind is ADDED) >= MIN_LINES


def is_for_a_while(context: DiffContext, run: Sequence[DiffLine]) -> bool:
    """Whether the log or the lines tell that they are not to stay."""
    log = (context.message.line(number) for number in context.body.log)
    return any(map(_FOR_A_WHILE.search, (" ".join(log), *(line.text for line in run))))


def runs(hunk: Hunk) -> Iterator[list[DiffLine]]:
    """The telling lines of each block of added lines."""
    for is_added, block in groupby(hunk.lines, key=lambda line: line.kind is ADDED):
        run = [line for line in block if is_telling(line.text)] if is_added else []
        if len(run) >= MIN_LINES:
            yield run


def lost_lines(run: Sequence[DiffLine], path: str, patches: Sequence[Patch]) -> list[DiffLine]:
    """The lines the first of the patches removes from the file, and none of them puts elsewhere."""
    removed = removed_texts(patches[0])[path]
    return [
        line
        for line in run
        if line.text in removed
        and not any(added_texts(patch)[line.text.strip()] for patch in patches)
    ]
