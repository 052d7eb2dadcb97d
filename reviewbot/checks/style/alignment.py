"""Line that goes on inside a parenthesis, and is not aligned with it as the others are.

Reports an added one in a file whose lines are aligned nine times in ten, and elsewhere one that is
off by a column or two; not where the aligned line would pass 80 columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
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
_PARTS = frozenset((",", "(", "&&", "||"))  # what is above; behind others stands part of a value
_SLIP = 2  # columns; more is another way to indent


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added line that is not aligned."""
    for file in context.files:
        hunks = c_hunks(context, file) if file.is_c and not is_tool(file.path) else ()
        lines = [line for hunk in hunks for line in wrapped(fragment(hunk)) if _counts(line)]
        off = [line for line in lines if line.indent != line.wanted]
        is_habit = len(lines) >= _ENOUGH and len(lines) - len(off) >= _MOSTLY * len(lines)
        kept = {margin(row.text) for hunk in hunks for row in hunk.lines if row.new is None}
        for line in off:
            is_off = is_habit or _is_slip(line)
            if is_off and margin(line.line.text) not in kept and is_new(context, line.line):
                yield Remark(line.line.body_line)


def _counts(line: Wrapped) -> bool:
    """Whether there is one place for it to be aligned with, and room."""
    is_plain = line.depth == 1 and line.before in _PARTS and not line.line.text.endswith("\\")
    fits = line.wanted is not None and line.wanted + line.width <= _COLUMNS
    return is_plain and fits and line.first.kind is not TokenKind.STRING


def _is_slip(line: Wrapped) -> bool:
    """Whether it is nearly aligned, and not indented by tabs alone, which is another style."""
    return abs(line.indent - (line.wanted or 0)) <= _SLIP and " " in margin(line.line.text)
