"""The diff from what a patch makes to what it should make, out of the patch's own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.bounds import is_inside
from reviewbot.fixups.changes import UnfitError
from reviewbot.fixups.fold import by_file
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reviewbot.fixups.changes import Change, Changed
    from reviewbot.model.patch import DiffLine, FileDiff

_AROUND = 3  # lines of context, as git-diff(1) has them
_PLAIN = regex(r"[\w.,+@=/-]+")  # of paths: nothing that git would quote


def diff(found: Sequence[Changed], blobs: Mapping[FileDiff, str]) -> str:
    """The changes as git writes them; raises UnfitError where they cannot be written so.

    ``blobs`` are the new ids of the files of which those before and after are known.
    """
    return "".join(
        line for file, here in by_file(found).items() for line in _file(file, here, blobs)
    )


def _file(file: FileDiff, found: Sequence[Changed], blobs: Mapping[FileDiff, str]) -> Iterator[str]:
    path = file.new_path or ""
    if not is_inside(path) or not path.isascii() or not _PLAIN.fullmatch(path):
        raise UnfitError("its path is none that can be written as it is")
    yield f"diff --git a/{path} b/{path}\n"
    if file in blobs:
        yield f"index {file.new_blob}..{blobs[file]}\n"
    yield f"--- a/{path}\n+++ b/{path}\n"
    moved = 0
    for each in found:
        for changes in _near(each.changes):
            yield from _hunk(each, changes, moved)
            moved += sum(_growth(change) for change in changes)


def _near(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """Those whose context would touch, together."""
    group: list[Change] = []
    for change in changes:
        if group and change.start - group[-1].stop > 2 * _AROUND:
            yield group
            group = []
        group.append(change)
    yield group


def _hunk(each: Changed, changes: Sequence[Change], moved: int) -> Iterator[str]:
    post = each.hunk.post
    start = max(changes[0].start - _AROUND, 0)
    stop = min(changes[-1].stop + _AROUND, len(post))
    if stop == changes[-1].stop and each.hunk.lines[-1].kind.value == " ":
        raise UnfitError("the diff does not show enough around the place")
    rows: list[str] = []
    at = start
    for change in changes:
        rows += [_row(" ", line) for line in post[at : change.start]]
        rows += [_row("-", line) for line in post[change.start : change.stop]]
        rows += [f"+{text}\n" for text in change.lines]
        at = change.stop
    rows += [_row(" ", line) for line in post[at:stop]]
    old, new = stop - start, stop - start + sum(map(_growth, changes))
    first = each.hunk.new_start + start
    yield f"@@ -{_side(first, old)} +{_side(first + moved, new)} @@\n"
    yield from rows


def _side(first: int, lines: int) -> str:
    return f"{first if lines else first - 1},{lines}"


def _row(mark: str, line: DiffLine) -> str:
    end = "\n" if line.eol else "\n\\ No newline at end of file\n"
    return f"{mark}{line.text}{end}"


def _growth(change: Change) -> int:
    return len(change.lines) - (change.stop - change.start)
