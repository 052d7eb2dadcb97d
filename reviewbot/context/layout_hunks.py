"""Hunks that change white space and nothing else, and whether a patch is about such a thing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.model.patch import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine, FileDiff, Hunk, Patch

_LINES = 2  # that may be moved without a reason
_WORD = re.compile(r"\w+|[^\w\s]")
_TELLS = re.compile(
    r"\b(?:white[- ]?spaces?|blank|spac(?:es?|ing)|tabs?|(?:re|un)?-?indent\w*|(?:re)?-?align\w*|style"
    r"|clean\w*|(?:re)?format\w*|checkpatch|sort\w*|tid(?:y|ies|ied)|re-?flow\w*|new-?lines?|wrap\w*"
    r"|cosmetic|readab\w+|convert\w*|group\w*|typos?|spelling|grammar)\b",
    re.IGNORECASE,
)


def is_about_layout(mail: Patch) -> bool:
    """Whether its subject, or a line above the diff, speaks of style, order or words."""
    stop = max(mail.body.log.stop, mail.body.notes.stop)
    above = (mail.message.line(at) for at in range(1, stop))
    return any(map(_TELLS.search, (mail.subject.title, *above)))


def layout_hunks(mail: Patch) -> Iterator[tuple[FileDiff, Hunk]]:
    """The hunks with the same words on both sides, each in its file."""
    for file in mail.files:
        for hunk in file.hunks:
            is_whole = all(line.eol for line in hunk.lines)
            if is_whole and _words(hunk.pre) == _words(hunk.post):
                yield file, hunk


def is_called_for(file: FileDiff, hunk: Hunk) -> bool:
    """Whether another hunk of the same function changes what several lines stand in."""
    moved = [line for line in changed(hunk) if line.text.strip()]
    beside = (other for other in file.hunks if other is not hunk)
    return len(moved) > _LINES and any(other.section == hunk.section for other in beside)


def changed(hunk: Hunk) -> Sequence[DiffLine]:
    """The lines of a hunk that are not the same on both sides."""
    return [line for line in hunk.lines if line.kind is not LineKind.CONTEXT]


def _words(lines: Sequence[DiffLine]) -> list[str]:
    return [word for line in lines for word in _WORD.findall(line.text)]
