"""The same patch in two revisions of a series, and the same line in two revisions of a patch.

Patches are matched as git-range-diff(1) does: the most similar ones belong together. Here an equal
change-id or title decides; without one, the share of added lines two patches have in common.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.model.patch import DiffLine, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import Patch
    from reviewbot.model.series import Series

BELOW = 12  # lines further down that count as the same place, where something was added
AROUND = 5  # lines on each side that must be the same, as far as the hunk goes
_ALIKE = 0.5  # of all lines two patches add, those both add
_TELLING = 3  # letters and digits that make a line more than punctuation


def predecessor(patch: Patch, earlier: Series) -> Patch | None:
    """What the patch was in an earlier revision; ``None`` where it is new or nothing is alike."""
    name, title = patch.message.change_id, patch.subject.title.lower()
    for old in earlier.patches:
        if name and old.message.change_id == name:
            return old
    for old in earlier.patches:
        if old.subject.title.lower() == title:
            return old
    lines = _added(patch)
    paths = {file.path for file in patch.files}
    near = [old for old in earlier.patches if any(file.path in paths for file in old.files)]
    alike = [(_share(lines, _added(old)), old.subject.index or 1, old) for old in near]
    best = max(alike, key=lambda one: one[:2], default=(0.0, 0, None))
    return best[2] if best[0] >= _ALIKE else None


def unchanged(old: Patch, at: int, new: Patch) -> int:
    """The body line of ``new`` that is line ``at`` of ``old`` with the same lines around it.

    Lines of the log count, and those of hunks; 0 where there is none or more than one.
    """
    around = window(old, at)
    if not any(sum(map(str.isalnum, line.text)) > _TELLING for line in around):
        return 0
    first = around[0].body_line
    texts = [_text(line) for line in around]
    file, _ = old.anchors.get(at, (None, None))
    found = [
        block[place].body_line + at - first
        for block in _blocks(new, file.path if file else None)
        for place in range(len(block) - len(texts) + 1)
        if [_text(line) for line in block[place : place + len(texts)]] == texts
    ]
    return found[0] if len(found) == 1 else 0


def reworked_below(old: Patch, at: int, new: Patch, now: int) -> bool:
    """Whether other lines than before are changed right below a line, blank ones apart.

    What is asked for at a line is often done a few lines further down.
    """
    return _changed_below(old, at) != _changed_below(new, now)


def _changed_below(patch: Patch, at: int) -> list[tuple[Kind, str]]:
    file, _ = patch.anchors.get(at, (None, None))
    lines = (line for hunk in file.hunks for line in hunk.lines) if file else ()
    below = [line for line in lines if at < line.body_line <= at + BELOW]
    return [_text(line) for line in below if line.kind is not Kind.CONTEXT and line.text.strip()]


def window(patch: Patch, at: int) -> tuple[DiffLine, ...]:
    """The lines around a body line, itself included, that ``unchanged`` compares.

    Lines of the log are given as context lines without numbers.
    """
    file, _ = patch.anchors.get(at, (None, None))
    for block in _blocks(patch, file.path if file else None):
        if any(line.body_line == at for line in block):
            return tuple(line for line in block if abs(line.body_line - at) <= AROUND)
    return ()


def _blocks(patch: Patch, path: str | None) -> Iterator[Sequence[DiffLine]]:
    """The hunks of a file; the log where no path is given."""
    if path is None:
        yield [
            DiffLine(Kind.CONTEXT, patch.message.line(number), number, None, None)
            for number in patch.body.log
        ]
    for file in patch.files:
        if file.path == path:
            yield from (hunk.lines for hunk in file.hunks)


def _text(line: DiffLine) -> tuple[Kind, str]:
    return (line.kind, line.text.rstrip("\r"))


def _added(patch: Patch) -> Counter[str]:
    lines = (line.text.strip() for file in patch.files for line in file.added())
    return Counter(line for line in lines if line)


def _share(one: Counter[str], other: Counter[str]) -> float:
    """The part of two multisets that is in both, 0 to 1."""
    union = (one | other).total()
    return (one & other).total() / union if union else 0.0
