"""Whether a line is copied: it stands among lines that were there before, in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.before import lines_before
from reviewbot.context.memo import once_for_each
from reviewbot.context.series_lines import is_telling
from reviewbot.model.budget import spend
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff, Patch

_RUN, _MIN_TELLING = 5, 3  # lines: fewer are alike by chance
_CHARACTERS = 4000  # of text searched for a run in a step


def is_copied(context: DiffContext, file: FileDiff, line: DiffLine) -> bool:
    """Whether an added line is part of a run of lines that the file had before.

    Or that another patch of the series removes: an earlier one, or a later one from another file.
    """
    runs = tuple(_runs(file, line))
    return bool(runs) and any(_has(text, runs) for text in _sources(context, file))


def _sources(context: DiffContext, file: FileDiff) -> Iterator[str]:
    """What lines of a file may be copied from."""
    yield _before(context, file)
    is_later = False
    for patch in context.series.patches:
        is_later = is_later or patch is context.patch
        for path, text in _removed(patch).items():
            if not (is_later and path == file.path):
                yield text


def _runs(file: FileDiff, line: DiffLine) -> Iterator[str]:
    """The runs of added lines that a line is part of."""
    hunk, at = file.hunk_of(line)
    first, behind = max(0, at - _RUN + 1), at + _RUN
    near = [each if each.kind is ADDED else None for each in hunk.lines[first:behind]]
    telling = [each is not None and is_telling(each.text) for each in near]
    for start in range(len(near) - _RUN + 1):
        run = near[start : start + _RUN]
        if None not in run and sum(telling[start : start + _RUN]) >= _MIN_TELLING:
            yield _text(each.text for each in run if each)


def _has(text: str, runs: Iterable[str]) -> bool:
    spend(1 + len(text) // _CHARACTERS)
    return any(run in text for run in runs)


def _text(lines: Iterable[str]) -> str:
    """The lines without indentation, each between two line ends; empty where there is none."""
    stripped = [line.strip() for line in lines]
    return "\n".join(("", *stripped, "")) if stripped else ""


def _before(context: DiffContext, file: FileDiff) -> str:
    """What the file was, as far as that is known."""
    known = _known(context)
    if file not in known:
        known[file] = _text(lines_before(context, file))
    return known[file]


@once_for_each
def _known(_context: DiffContext) -> dict[FileDiff, str]:
    """What was asked for of the files of a patch."""
    return {}


@once_for_each
def _removed(patch: Patch) -> Mapping[str, str]:
    """What a patch removes from each file."""
    return {
        file.path: text
        for file in patch.files
        if (text := _text(line.text for line in file.removed()))
    }
