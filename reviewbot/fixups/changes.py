"""Edits of a diff's lines, as lines that take the place of others."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from reviewbot.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.model.fix import Edit
    from reviewbot.model.patch import DiffLine, FileDiff, Hunk, Patch

_MOST = 500  # edits: each place of a remark has some
_GONE = "\0"  # stands for a line that goes: no text of a mail has it


class UnfitError(Exception):
    """Edits that cannot be made where they should be; says why."""


@frozen
class Change:
    """Lines ``start`` up to ``stop`` of a hunk's post-image, counted from 0, become ``lines``."""

    start: int
    stop: int
    lines: tuple[str, ...]


@frozen(eq=False)
class Changed:
    """A hunk with its changes, in order."""

    file: FileDiff
    hunk: Hunk
    changes: tuple[Change, ...]


def changed(mail: Patch, edits: Iterable[Edit]) -> tuple[Changed, ...]:
    """The hunks of a mail that edits change, in order; raises UnfitError where they do not fit."""
    edits = tuple(edits)
    if len(edits) > _MOST:
        raise UnfitError("it changes more than a few lines")
    by_hunk: dict[int, tuple[FileDiff, Hunk, list[Edit]]] = {}
    for edit in edits:
        file, hunk = _around(mail, edit)
        by_hunk.setdefault(hunk.body_line, (file, hunk, []))[2].append(edit)
    found = []
    for at in sorted(by_hunk):
        file, hunk, here = by_hunk[at]
        found.append(Changed(file, hunk, tuple(_together(_changes(hunk.post, here)))))
    if not any(each.changes for each in found):
        raise UnfitError("it changes nothing")
    return tuple(each for each in found if each.changes)


def _around(mail: Patch, edit: Edit) -> tuple[FileDiff, Hunk]:
    for file in mail.files:
        for hunk in file.hunks:
            if hunk.lines and hunk.lines[0].body_line <= edit.at <= hunk.lines[-1].body_line:
                return file, hunk
    raise UnfitError("the diff does not show the place")


def _changes(post: Sequence[DiffLine], edits: Iterable[Edit]) -> Iterator[Change]:
    rows = {line.body_line: row for row, line in enumerate(post)}
    cluster: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.at, edit.column, edit.last)):
        if edit.at not in rows or edit.last not in rows:
            raise UnfitError("the diff does not show the place")
        if cluster and edit.at > max(each.last for each in cluster):
            yield from _change(post, rows, cluster)
            cluster = []
        cluster.append(edit)
    yield from _change(post, rows, cluster)


def _together(changes: Iterable[Change]) -> Iterator[Change]:
    """Those without a line between as one, as git-diff(1) shows them."""
    last: Change | None = None
    for change in changes:
        if last and last.stop == change.start:
            last = Change(last.start, change.stop, (*last.lines, *change.lines))
            continue
        if last:
            yield last
        last = change
    if last:
        yield last


def _change(
    post: Sequence[DiffLine], rows: dict[int, int], edits: Sequence[Edit]
) -> Iterator[Change]:
    """What edits that share lines make of those."""
    start, stop = rows[edits[0].at], max(rows[edit.last] for edit in edits) + 1
    if not all(line.eol for line in post[start:stop]):
        raise UnfitError("the file ends there without a newline")
    old = [line.text for line in post[start:stop]]
    starts = list(accumulate((len(text) + 1 for text in old), initial=0))
    text, behind = "\n".join(old), starts[-1]
    for edit in reversed(edits):
        first, last = rows[edit.at] - start, rows[edit.last] - start
        begin = starts[first] + (0 if edit.text is None else edit.column)
        end = starts[last] + (len(old[last]) if edit.text is None else edit.end)
        new = _GONE if edit.text is None else edit.text
        if not begin <= end <= behind:
            raise UnfitError("its parts are in each other's way")
        text, behind = text[:begin] + new + text[end:], begin
    new_lines = [line for line in text.split("\n") if line != _GONE]
    above = _alike(old, new_lines)
    below = _alike(old[above:][::-1], new_lines[above:][::-1])
    change = Change(start + above, stop - below, tuple(new_lines[above : len(new_lines) - below]))
    if change.start < change.stop or change.lines:
        yield change


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines are the same from the start on."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count
