"""Changes of white space and nothing else, and whether a patch is about such a thing."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.context.series_lines import is_telling, removed_texts
from reviewbot.frozen import frozen
from reviewbot.model.patch import ADDED, CONTEXT, REMOVED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine, FileDiff, Hunk, Patch

_LINES = 2  # that may be moved without a reason
_DECLARES = regex(
    r"\s+(?!return\b|goto\b|else\b|case\b)(?:(?:const|static|unsigned|struct|enum|union) )*+\w+[ *]+\w+(?:\[\w*\])?"
    r"(?:(?: = |, )[^;(]*)?;$"
)
_NEAR = 20  # lines between two hunks of what may be one function
_FUNCTION = regex(r"\b(\w+) ?\(\)")
_WORD = regex(r"\w+|[^\w\s]")
_STATEMENT = 5  # lines of one that are looked at
_OPENS = regex(r"[(\[{]|= ")
_TELLS = regex(
    r"\b(?:white[- ]?spaces?|blank|spac(?:es?|ing)|tabs?|(?:re|un)?-?indent\w*|(?:re)?-?align\w*|style"
    r"|clean\w*|(?:re)?format\w*|checkpatch|sort\w*|tid(?:y|ies|ied)|re-?flow\w*|new-?lines?|wrap\w*"
    r"|empty (?:\w+ )?lines?|clarity|cosmetic|readab\w+|convert\w*|group\w*|typos?|spelling|grammar)\b",
    re.IGNORECASE,
)


def is_about_layout(mail: Patch) -> bool:
    """Whether its subject, or a line above the diff, speaks of style, order or words."""
    return any(map(_TELLS.search, (mail.subject.title, *_above(mail))))


def _above(mail: Patch) -> Iterator[str]:
    """The lines above its diff."""
    stop = max(mail.body.log.stop, mail.body.notes.stop)
    return (mail.message.line(at) for at in range(1, stop))


@once_for_each
def _named(mail: Patch) -> frozenset[str]:
    """The functions it says something of."""
    return frozenset(name for line in _above(mail) for name in _FUNCTION.findall(line))


@frozen(eq=False)
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
        """Whether both sides have the same words, and nothing in its hunk shares in the change."""
        if not self.is_alone or self._ends_file:
            return False
        removed = [line for line in self.lines if line.kind is REMOVED]
        added = [line for line in self.lines if line.kind is ADDED]
        if not (removed and added):
            is_same = not any(line.text.strip() for line in self.lines)
        else:
            is_same = _letters(removed) == _letters(added) and _words(removed) == _words(added)
        return is_same and all(line.eol for line in self.lines)

    @property
    def is_blank(self) -> bool:
        """Whether none of its lines has anything."""
        return not any(line.text.strip() for line in self.lines)

    @property
    def parts_declarations(self) -> bool:
        """Whether it adds the blank line that parts declarations from what is done."""
        above, *below = (*self.beside, "")
        is_added = all(line.kind is ADDED for line in self.lines)
        is_last = _DECLARES.match(above) and not (below[0] and _DECLARES.match(below[0]))
        return self.is_blank and is_added and bool(is_last)

    @property
    def is_straightened(self) -> bool:
        """Whether each line of it goes on right below what follows a bracket or a ``=``."""
        shown = [line for line in self.hunk.lines[: self.stop] if line.kind is not REMOVED]
        added = [at for at, line in enumerate(shown) if line.kind is ADDED and line in self.lines]
        return bool(added) and all(
            _is_below_opening(shown[max(at - _STATEMENT, 0) : at + 1]) for at in added
        )

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands above and below it."""
        around = (self.hunk.lines[: self.start][-1:], self.hunk.lines[self.stop :][:1])
        return tuple(line.text for lines in around for line in lines)

    @property
    def _ends_file(self) -> bool:
        """Whether blank lines at the end of a file go: git itself complains of them."""
        is_last = self.stop == len(self.hunk.lines)
        return is_last and all(
            line.kind is REMOVED and not line.text.strip() for line in self.lines
        )


def _is_below_opening(lines: Sequence[DiffLine]) -> bool:
    """Whether the last of some lines begins below what follows an opening in one of the others."""
    *above, text = (line.text.expandtabs() for line in lines)
    column = len(text) - len(text.lstrip())
    return column > 0 and any(column in (m.end() for m in _OPENS.finditer(one)) for one in above)


def may_be_layout(hunk: Hunk) -> bool:
    """Whether what it removes and adds is the same but for white space."""
    removed, added = hunk.removed_text, hunk.added_text
    is_any = bool(removed.strip())
    return is_any == bool(added.strip()) and "".join(removed.split()) == "".join(added.split())


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


def is_called_for(change: Change, context: DiffContext) -> bool:
    """Whether something else that is changed, or said, may be why.

    For blank lines that is any other change close by, in the patch or another one of the series;
    for several others, one of the same function.
    """
    moved = [line for line in change.lines if line.text.strip()]
    others = [hunk for hunk in change.file.hunks if hunk is not change.hunk]
    beside = any(hunk.section == change.hunk.section for hunk in others)
    if any(not _named(context.patch).isdisjoint(_WORD.findall(line.text)) for line in moved):
        return True
    if not change.is_blank:
        return (len(moved) > _LINES and beside) or _is_moved(change.file, context)
    return (
        beside
        or change.parts_declarations
        or any(_gap(hunk, change.hunk) < _NEAR for hunk in others)
        or _is_left(change, context)
    )


def _is_moved(file: FileDiff, context: DiffContext) -> bool:
    """Whether most of what the patch removes from the file, it adds to others."""
    removed = Counter(text for line in file.removed() if is_telling(text := line.text.strip()))
    others = (each for each in context.files if each is not file)
    added = Counter(line.text.strip() for each in others for line in each.added())
    return (removed & added).total() * 2 > removed.total()


def _gap(one: Hunk, other: Hunk) -> int:
    """How many lines are between two hunks."""
    first, second = sorted((one, other), key=lambda hunk: hunk.old_start)
    return second.old_start - (first.old_start + first.old_count)


def _is_left(change: Change, context: DiffContext) -> bool:
    """Whether another patch of the series removes what stands beside it."""
    said = [text for text in change.beside if text.strip(" \t{}")]
    others = (patch for patch in context.series.patches if patch is not context.patch)
    gone = (removed_texts(patch).get(change.file.path, ()) for patch in others)
    return any(text in texts for texts in gone for text in said)


def _letters(lines: Iterable[DiffLine]) -> str:
    """What the words are made of: where that differs, they do."""
    return "".join("".join([line.text for line in lines]).split())


def _words(lines: Iterable[DiffLine]) -> list[str]:
    return [word for line in lines for word in _WORD.findall(line.text)]
