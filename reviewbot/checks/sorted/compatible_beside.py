"""Compatible that is added out of order beside those that were there.

Reports an added entry of a list of them that is earlier in the alphabet than an old one above it, or later
than one below, where those in sight are sorted; asks where that is only one, or they are in order only as if
some signs were none. The place is told where both neighbours are in sight. Not where it and its neighbour
are two blocks of one part, as ``-gpio-aon`` and ``-gpio-uphy``, in the order of the hardware. Where more are
known to be, ``sorted.compatibles`` says it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.ordering import Line, is_by_letter, misplaced
from reviewbot.knowledge.layout import is_binding
from reviewbot.model.patch import ADDED, REMOVED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine, Hunk

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=(".yaml",), signs=("- ",))

_SAYS_SO = ("sorted.compatibles",)
_CONDITION = regex(r"(?:allOf|anyOf|oneOf|if|then|else):")
_ENTRY = regex(r"( +)- ([a-z][\w-]*,[\w.+-]+)(?: +#.*)?")


class _List(NamedTuple):
    """Entries at one column that a hunk shows, and whether it shows what is above and below them."""

    lines: Sequence[DiffLine]
    names: Sequence[str]
    from_top: bool
    to_end: bool

    def place(self, before: str) -> str:
        """Where one belongs, in words; empty where that may be out of sight."""
        if not before:
            return "at the end" if self.to_end else ""
        return f"before {before}" if self.from_top or before != self.names[0] else ""


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such entry."""
    removed = context.removed()
    for file in context.files:
        is_old = file.old_path is not None and is_binding(file.path)
        lists = (each for hunk in file.hunks for each in _lists(hunk))
        for found in lists if is_old else ():
            pairs = zip(found.lines, found.names, strict=True)
            known = [Line(name, line.kind is not ADDED) for line, name in pairs]
            is_sure = sum(line.is_old for line in known) > 1 and is_by_letter(known)
            for at, before in misplaced(known, 1):
                is_moved = found.lines[at].text.strip() in removed
                if not is_moved and not _are_blocks(found.names[at], before):
                    facts = {"compatible": found.names[at], "place": found.place(before)}
                    sure = Confidence.HIGH if is_sure else Confidence.MODERATE
                    place = found.lines[at].body_line
                    yield Remark(place, facts, sure, yields_to=_SAYS_SO)


def _are_blocks(name: str, before: str) -> bool:
    """Whether two names are of one part, but for a word at the end."""
    (one, _, word), (other, _, beside) = name.rpartition("-"), before.rpartition("-")
    return one == other and word.isalpha() and beside.isalpha()


def _lists(hunk: Hunk) -> Iterator[_List]:
    """The runs of such entries; none of a condition, nor where the hunk takes one out."""
    is_taken = any(line.kind is REMOVED and _ENTRY.fullmatch(line.text) for line in hunk.lines)
    if is_taken or _CONDITION.match(hunk.section):
        return
    post = hunk.post
    found = [(line, _ENTRY.fullmatch(line.text)) for line in post]
    for column, run in groupby(found, key=lambda each: each[1] and each[1][1]):
        entries = [(line, match[2]) for line, match in run if match]
        if column:
            lines, names = zip(*entries, strict=True)
            yield _List(lines, names, lines[0] is not post[0], lines[-1] is not post[-1])
