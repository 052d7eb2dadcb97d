"""Line that goes on inside a parenthesis, and is not aligned with it as the others are.

Reports an added one in a file whose lines are aligned nine times in ten, and elsewhere one that is
off by a column or two; not where that line, or another inside the same parenthesis, would pass 80
columns if moved right to be aligned. Beside one that is sure all others of a file that aligns many of its
lines. As a question one that begins right of the place, where most lines are aligned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.misaligned import misaligned, with_like
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.context.c.hunk.wrapped import margin, uneven, wrapped
from reviewbot.context.fix import aligned
from reviewbot.knowledge.layout import is_tool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.context.c.hunk.wrapped import Wrapped
    from reviewbot.model.patch import Hunk

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added line that is not aligned."""
    for file in context.files:
        hunks = c_hunks(context, file) if file.is_c and not is_tool(file.path) else ()
        inside = [line for hunk in hunks for line in wrapped(fragment(hunk))]
        if off := [*misaligned(inside)]:
            yield from _remarks(context, hunks, inside, off)


def _remarks(
    context: DiffContext,
    hunks: Iterable[Hunk],
    inside: Sequence[Wrapped],
    off: Sequence[tuple[Wrapped, Confidence]],
) -> Iterator[Remark]:
    kept = {margin(row.text) for hunk in hunks for row in hunk.lines if row.new is None}

    def is_own(each: Wrapped) -> bool:
        """Whether it is written now, and not indented as what went."""
        return margin(each.line.text) not in kept and is_new(context, each.line)

    off = [(each, confidence) for each, confidence in off if is_own(each)]
    sure = [each for each, confidence in off if confidence is Confidence.HIGH]
    told = dict.fromkeys(filter(is_own, with_like(sure, inside)), Confidence.HIGH)
    told = {**dict(off), **told}
    beside = uneven(inside)
    for each, confidence in told.items():
        is_whole = told.keys() >= set(beside[each.place])
        fix = aligned(each.line, each.wanted or 0) if is_whole else ()
        yield Remark(each.line.body_line, {}, confidence, fix=fix)
