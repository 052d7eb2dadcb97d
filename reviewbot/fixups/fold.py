"""A patch as it would be, had its author done what a remark asks for."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING

from reviewbot.fixups.changes import UnfitError
from reviewbot.frozen import frozen, replace
from reviewbot.model.patch import CONTEXT, Patch
from reviewbot.regex import regex
from reviewbot.thread.body import read_body
from reviewbot.thread.diff import read_diff

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reviewbot.fixups.changes import Change, Changed
    from reviewbot.model.patch import FileDiff, Hunk

_HEADER = regex(r"@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@(.*)")
_INDEX = regex(r"(index [0-9a-f]+\.\.)[0-9a-f]+(.*)")


@frozen
class Folded:
    """The patch with its changes; ``came_from`` has, for each of its body lines, that of before.

    What a change put there came from the first line of those whose place it takes.
    """

    patch: Patch
    came_from: tuple[int, ...]
    became: Mapping[int, int]

    def before(self, line: int) -> int:
        """The line it came from."""
        return self.came_from[line - 1]

    def here(self, line: int) -> int:
        """That of before, or the first one of the change it is part of."""
        return self.became.get(line, line)


def folded(mail: Patch, found: Sequence[Changed], blobs: Mapping[FileDiff, str]) -> Folded:
    """The patch with some changes made; ``blobs`` are the new ids of the files that have one.

    Raises UnfitError where what comes of it cannot be read as a diff.
    """
    lines, message = mail.message.lines, mail.message
    instead: dict[int, list[str]] = {}
    became: dict[int, int] = {}
    by_hunk = {each.hunk: each.changes for each in found}
    for file in {id(each.file): each.file for each in found}.values():
        if file in blobs:
            for at in range(file.body_line, file.hunks[0].body_line):
                index = _INDEX.fullmatch(lines[at - 1].rstrip())
                if index:
                    instead[at] = [f"{index[1]}{blobs[file]}{index[2]}"]
        moved = 0
        for hunk in file.hunks:
            more = _put(hunk, by_hunk.get(hunk, ()), lines, instead, became)
            header = _HEADER.fullmatch(lines[hunk.body_line - 1].rstrip("\r"))
            if header:
                sides = _sides(hunk, moved, more)
                instead[hunk.body_line] = [f"@@ {sides} @@{header[1]}"]
            moved += more
    out: list[str] = []
    came_from: list[int] = []
    for number, line in enumerate(lines, 1):
        for new in instead.get(number, [line]):
            out.append(new)
            came_from.append(became.get(number, number))
    body = read_body(out, message.patch_at)
    files, broken = read_diff(out, body.diff)
    if broken or len(files) != len(mail.files):
        raise UnfitError("the patch cannot be read as a whole")
    patch = Patch(replace(message, lines=tuple(out)), mail.subject, body, files)
    return Folded(patch, tuple(came_from), became)


def _put(
    hunk: Hunk,
    changes: Sequence[Change],
    lines: Sequence[str],
    instead: dict[int, list[str]],
    became: dict[int, int],
) -> int:
    """Write the changes of a hunk into ``instead``; how many lines its post-image grows by."""
    grown = 0
    for change in changes:
        old = hunk.post[change.start : change.stop]
        added = [f"+{text}" for text in change.lines]
        grown += len(added) - len(old)
        if not old:
            anchor = hunk.post[max(change.start - 1, 0)]
            here = instead.get(anchor.body_line, [lines[anchor.body_line - 1]])
            if not anchor.eol:
                raise UnfitError("the file ends there without a newline")
            instead[anchor.body_line] = [*here, *added] if change.start else [*added, *here]
        for number, line in zip(count(), old, strict=False):
            kept = [f"-{line.text}"] if line.kind is CONTEXT else []
            instead[line.body_line] = kept if number else [*kept, *added]
            became[line.body_line] = old[0].body_line
    return grown


def _sides(hunk: Hunk, moved: int, more: int) -> str:
    new_count = hunk.new_count + more
    start = hunk.new_start + moved
    if not hunk.new_count and new_count:
        start += 1
    if hunk.new_count and not new_count:
        start -= 1
    return f"-{hunk.old_start},{hunk.old_count} +{start},{new_count}"


def by_file(found: Sequence[Changed]) -> Mapping[FileDiff, Sequence[Changed]]:
    """The changed hunks of each file, in order."""
    groups: dict[FileDiff, list[Changed]] = defaultdict(list)
    for each in found:
        groups[each.file].append(each)
    return groups
