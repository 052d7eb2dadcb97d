"""Whether a line is copied: it stands among lines that were there before, in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.before import lines_before
from reviewbot.context.memo import once_for_each
from reviewbot.context.series_lines import is_telling
from reviewbot.model.budget import spend
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    first = behind = at
    while first > max(0, at - _RUN + 1) and hunk.lines[first - 1].kind is ADDED:
        first -= 1
    while behind < min(len(hunk.lines), at + _RUN) and hunk.lines[behind].kind is ADDED:
        behind += 1
    if behind - first < _RUN:
        return
    texts = [each.text.strip() for each in hunk.lines[first:behind]]
    telling = [*map(is_telling, texts)]
    for start in range(len(texts) - _RUN + 1):
        if sum(telling[start : start + _RUN]) >= _MIN_TELLING:
            yield _text(texts[start : start + _RUN])


def _has(text: str, runs: Iterable[str]) -> bool:
    spend(1 + len(text) // _CHARACTERS)
    return any(run in text for run in runs)


def _text(lines: Sequence[str]) -> str:
    """The lines, each between two line ends; empty where there is none."""
    return "\n".join(("", *lines, "")) if lines else ""


def _before(context: DiffContext, file: FileDiff) -> str:
    """What the file was, as far as that is known."""
    known = _known(context)
    if file not in known:
        known[file] = _text([line.strip() for line in lines_before(context, file)])
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
        if (text := _text([line.text.strip() for line in file.removed()]))
    }
