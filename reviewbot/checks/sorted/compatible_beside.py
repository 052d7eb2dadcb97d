"""Compatible that is added out of order beside the one that was there.

Reports an added entry of a list of them that is earlier in the alphabet than the old one above it, or later
than that below, where those in sight are sorted. Where more are known to be, ``sorted.compatibles`` says it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.ordering import Line, misplaced
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
_ENTRY = regex(r"( +)- ([a-z][\w-]*,[\w.+-]+)(?: +#.*)?")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such entry."""
    removed = context.removed()
    for file in context.files:
        is_old = file.old_path is not None and is_binding(file.path)
        lists = (each for hunk in file.hunks for each in _lists(hunk))
        for lines, names in lists if is_old else ():
            known = [Line(n, line.kind is not ADDED) for line, n in zip(lines, names, strict=True)]
            for at, before in misplaced(known, 1):
                if lines[at].text.strip() not in removed:
                    facts = {"compatible": names[at], "before": before}
                    place = lines[at].body_line
                    yield Remark(place, facts, Confidence.HIGH, yields_to=_SAYS_SO)


def _lists(hunk: Hunk) -> Iterator[tuple[Sequence[DiffLine], Sequence[str]]]:
    """The runs of entries at one column that a hunk shows, with what they name; none where it takes one out."""
    if any(line.kind is REMOVED and _ENTRY.fullmatch(line.text) for line in hunk.lines):
        return
    found = [(line, _ENTRY.fullmatch(line.text)) for line in hunk.post]
    for column, run in groupby(found, key=lambda each: each[1] and each[1][1]):
        entries = [(line, match[2]) for line, match in run if match]
        if column:
            yield [line for line, _ in entries], [name for _, name in entries]
