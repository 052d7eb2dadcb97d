"""Line that goes on inside a parenthesis, and is not aligned with it as the others are.

Reports an added one in a file whose lines are aligned nine times in ten, and elsewhere one that is
off by a column or two; not where the aligned line would pass 80 columns. As a question one that
begins right of the place, where most lines are aligned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.tokens import TokenKind
from reviewbot.context.c.hunk.widened import c_hunks
from reviewbot.context.c.hunk.wrapped import margin, wrapped
from reviewbot.knowledge.layout import is_tool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.wrapped import Wrapped

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_COLUMNS = 80
_ENOUGH = 10  # lines that show a habit
_MOSTLY = 0.9  # of them are aligned
_OFTEN = 0.7  # of them are, where one that begins right of the place is no style of its own
_PARTS = frozenset((",", "(", "&&", "||"))  # what is above; behind others stands part of a value
_SLIP = 2  # columns; more is another way to indent


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added line that is not aligned."""
    for file in context.files:
        hunks = c_hunks(context, file) if file.is_c and not is_tool(file.path) else ()
        inside = [line for hunk in hunks for line in wrapped(fragment(hunk))]
        lines = [line for line in inside if _counts(line)]
        aligned = sum(line.indent == line.wanted for line in lines)
        is_habit = len(lines) >= _ENOUGH and aligned >= _MOSTLY * len(lines)
        kept = {margin(row.text) for hunk in hunks for row in hunk.lines if row.new is None}
        for line in inside:
            confidence = Confidence.LOW
            if _counts(line) and line.indent != line.wanted and (is_habit or _is_slip(line)):
                confidence = Confidence.HIGH
            elif _is_beyond(line) and aligned >= _OFTEN * len(lines):
                confidence = Confidence.MODERATE
            is_off = confidence > Confidence.LOW and margin(line.line.text) not in kept
            if is_off and is_new(context, line.line):
                yield Remark(line.line.body_line, {}, confidence)


def _counts(line: Wrapped) -> bool:
    """Whether there is one place for it to be aligned with, and room."""
    is_plain = line.depth == 1 and line.before in _PARTS and not line.line.text.endswith("\\")
    fits = line.wanted is not None and line.wanted + line.width <= _COLUMNS
    return is_plain and fits and line.first.kind is not TokenKind.STRING


def _is_beyond(line: Wrapped) -> bool:
    """Whether it begins right of where it would be aligned."""
    is_plain = line.before in _PARTS and not line.line.text.endswith("\\")
    return is_plain and line.wanted is not None and line.indent > line.wanted


def _is_slip(line: Wrapped) -> bool:
    """Whether it is nearly aligned, and not indented by tabs alone, which is another style."""
    return abs(line.indent - (line.wanted or 0)) <= _SLIP and " " in margin(line.line.text)
