"""The same patch in two revisions of a series, and the same line in two revisions of a patch.

Patches are matched as git-range-diff(1) does: the most similar ones belong together. Here an equal
change-id or title decides; without one, the share of added lines two patches have in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.model.budget import spend
from reviewbot.model.patch import CONTEXT, DiffLine, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Prior, Series

BELOW = 12  # lines further down that count as the same place, where something was added
AROUND = 5  # lines on each side that must be the same, as far as the hunk goes
_ALIKE = 0.5  # of all lines two patches add, those both add
_COMPARED = 10  # lines of two patches, or of a window, that are compared in a step
_TELLING = 3  # letters and digits that make a line more than punctuation


def predecessor(patch: Patch, earlier: Series) -> Patch | None:
    """What the patch was in an earlier revision; ``None`` where it is new or nothing is alike."""
    name, title, known = patch.message.change_id, patch.subject.title.lower(), _known(earlier)
    if name and name in known.by_change:
        return known.by_change[name]
    if title in known.by_title:
        return known.by_title[title][0]
    lines = _added(patch)
    numbers = {number for file in patch.files for number in known.by_path.get(file.path, ())}
    best: tuple[float, int, Patch | None] = (0.0, 0, None)
    for number in sorted(numbers):
        old = earlier.patches[number]
        spend(1 + (len(lines) + len(_added(old))) // _COMPARED)
        best = max(best, (_share(lines, _added(old)), old.subject.index or 1, old), key=_likeness)
    return best[2] if best[0] >= _ALIKE else None


def _likeness(one: tuple[float, int, Patch | None]) -> tuple[float, int]:
    return one[:2]


def right_before(prior: Prior, series: Series) -> Sequence[Series]:
    """The postings of the revision right before a series; there may be several, or none."""
    return [one for one in prior.earlier if one.revision == series.revision - 1]


def of_title(series: Series, title: str) -> Sequence[Patch]:
    """The patches of a series that have this title, whatever its case."""
    return _known(series).by_title.get(title.lower(), ())


@frozen
class _Known:
    """The patches of a series by change-id, the first of each; by title; and by path, numbers."""

    by_change: Mapping[str, Patch]
    by_title: Mapping[str, Sequence[Patch]]
    by_path: Mapping[str, Sequence[int]]


@once_for_each
def _known(series: Series) -> _Known:
    by_change: dict[str, Patch] = {}
    by_title: dict[str, list[Patch]] = defaultdict(list)
    by_path: dict[str, list[int]] = defaultdict(list)
    for number, patch in enumerate(series.patches):
        by_change.setdefault(patch.message.change_id, patch)
        by_title[patch.subject.title.lower()].append(patch)
        for path in {file.path for file in patch.files}:
            by_path[path].append(number)
    return _Known(by_change, by_title, by_path)


def unchanged(old: Patch, at: int, new: Patch, side: int = AROUND) -> int:
    """The body line of ``new`` that is line ``at`` of ``old`` with the same lines around it.

    Lines of the log count, and those of hunks; 0 where there is none or more than one.
    """
    around = window(old, at, side)
    if not any(sum(map(str.isalnum, line.text)) > _TELLING for line in around):
        return 0
    first = around[0].body_line
    texts = [_text(line) for line in around]
    file, _ = old.anchors.get(at, (None, None))
    found = [
        block[place].body_line + at - first
        for block in _blocks(new, file.path if file else None)
        for place in range(len(block) - len(texts) + 1)
        if _text(block[place]) == texts[0]
        and [_text(line) for line in block[place : place + len(texts)]] == texts
    ]
    return found[0] if len(found) == 1 else 0


def reworked_below(old: Patch, at: int, new: Patch, now: int) -> bool:
    """Whether other lines than before are changed right below a line, blank ones apart.

    What is asked for at a line is often done a few lines further down.
    """
    return _changed_below(old, at) != _changed_below(new, now)


def _changed_below(patch: Patch, at: int) -> list[tuple[LineKind, str]]:
    file, _ = patch.anchors.get(at, (None, None))
    around = (patch.anchors.get(number, (None, None)) for number in range(at + 1, at + BELOW + 1))
    below = [line for other, line in around if file and other is file and line]
    return [_text(line) for line in below if line.kind is not CONTEXT and line.text.strip()]


def window(patch: Patch, at: int, side: int = AROUND) -> tuple[DiffLine, ...]:
    """The lines around a body line, itself included, that ``unchanged`` compares.

    Lines of the log are given as context lines without numbers.
    """
    file, _ = patch.anchors.get(at, (None, None))
    for block in _blocks(patch, file.path if file else None):
        if any(line.body_line == at for line in block):
            return tuple(line for line in block if abs(line.body_line - at) <= side)
    return ()


def _blocks(patch: Patch, path: str | None) -> Iterator[Sequence[DiffLine]]:
    """The hunks of a file; the log where no path is given."""
    if path is None:
        spend(len(patch.body.log) // _COMPARED)
        yield [
            DiffLine(CONTEXT, patch.message.line(number), number, None, None)
            for number in patch.body.log
        ]
    for file in patch.files:
        if file.path == path:
            for hunk in file.hunks:
                spend(1 + len(hunk.lines) // _COMPARED)
                yield hunk.lines


def _text(line: DiffLine) -> tuple[LineKind, str]:
    return (line.kind, line.text.rstrip("\r"))


@once_for_each
def _added(patch: Patch) -> Counter[str]:
    lines = (line.text.strip() for file in patch.files for line in file.added())
    return Counter(line for line in lines if line)


def _share(one: Counter[str], other: Counter[str]) -> float:
    """The part of two multisets that is in both, 0 to 1."""
    union = (one | other).total()
    return (one & other).total() / union if union else 0.0
