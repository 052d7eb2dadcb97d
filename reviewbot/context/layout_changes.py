"""Changes of white space and nothing else, and whether a patch is about such a thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewbot.model.patch import LineKind
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.model.patch import DiffLine, FileDiff, Hunk, Patch

CONTEXT = LineKind.CONTEXT
_AROUND = 2  # lines on each side that stay
_LINES = 2  # that may be moved without a reason
_SAYS = regex(r"\w")
_WORD = regex(r"\w+|[^\w\s]")
_TELLS = regex(
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


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """Lines that are changed together, of ``lines`` of a hunk from ``start`` to ``stop``.

    ``is_alone`` tells that the hunk changes nothing else.
    """

    file: FileDiff
    hunk: Hunk
    start: int
    stop: int
    is_alone: bool

    @property
    def lines(self) -> Sequence[DiffLine]:
        """The changed lines."""
        return self.hunk.lines[self.start : self.stop]

    @property
    def is_layout(self) -> bool:
        """Whether both sides have the same words, and nothing around it shares in the change."""
        removed = [line for line in self.lines if line.kind is LineKind.REMOVED]
        added = [line for line in self.lines if line.kind is LineKind.ADDED]
        is_same = _letters(removed) == _letters(added) and _words(removed) == _words(added)
        is_whole = is_same and all(line.eol for line in self.lines)
        return is_whole and not self._ends_file and (self.is_alone or self._is_blank_in_c)

    @property
    def _ends_file(self) -> bool:
        """Whether blank lines at the end of a file go: git itself complains of them."""
        is_last = self.stop == len(self.hunk.lines)
        return is_last and all(
            line.kind is LineKind.REMOVED and not line.text.strip() for line in self.lines
        )

    @property
    def _is_blank_in_c(self) -> bool:
        """Whether it is blank lines of C with others on both sides that stay."""
        above = self.hunk.lines[max(0, self.start - _AROUND) : self.start]
        below = self.hunk.lines[self.stop : self.stop + _AROUND]
        is_blank = self.file.is_c and not any(line.text.strip() for line in self.lines)
        return is_blank and _stays(above) and _stays(below)


def changes(mail: Patch) -> Iterator[Change]:
    """Each run of changed lines of a patch."""
    for file in mail.files:
        for hunk in file.hunks:
            runs = [*_runs(hunk)]
            for start, stop in runs:
                yield Change(file, hunk, start, stop, is_alone=len(runs) == 1)


def _runs(hunk: Hunk) -> Iterator[tuple[int, int]]:
    """Where each run of changed lines starts, and stops."""
    start: int | None = None
    for at, line in enumerate(hunk.lines):
        if line.kind is not CONTEXT:
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(hunk.lines)


def is_called_for(change: Change) -> bool:
    """Whether another change of the same function may be why several lines move."""
    moved = [line for line in change.lines if line.text.strip()]
    beside = [hunk for hunk in change.file.hunks if hunk.section == change.hunk.section]
    return len(moved) > _LINES and len(beside) > 1


def _stays(side: Sequence[DiffLine]) -> bool:
    """Whether lines beside a change are the same on both sides, and one of them says something."""
    is_same = all(line.kind is CONTEXT for line in side)
    return is_same and any(_SAYS.search(line.text) for line in side)


def _letters(lines: Iterable[DiffLine]) -> str:
    """What the words are made of: where that differs, they do."""
    return "".join("".join([line.text for line in lines]).split())


def _words(lines: Iterable[DiffLine]) -> list[str]:
    return [word for line in lines for word in _WORD.findall(line.text)]
