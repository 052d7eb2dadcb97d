"""Line that goes on inside a parenthesis and is not aligned with it, where people want that.

Reports an added one that fits on 80 columns if it is aligned, whatever the rest of the file does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.wrapped import margin, uneven, wrapped
from reviewbot.context.fix import aligned
from reviewbot.knowledge.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.wrapped import Wrapped

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "aligned"
MOOT_BESIDE = ("style.alignment",)
WHEN = When(files=C)

_PARTS = frozenset(
    (",", "(", "&&", "||", "|")
)  # what is above; behind others stands part of a value


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added line that is not aligned."""
    for part in changed_parts(context):
        kept = {margin(row.text) for row in part.hunk.lines if row.new is None}
        beside = uneven(wrapped(part))
        for line in wrapped(part):
            is_kept = margin(line.line.text) in kept  # the patch changes something else
            if _is_off(line) and not is_kept and is_new(context, line.line):
                is_whole = all(map(_is_off, beside[line.place]))
                fix = aligned(line.line, line.wanted or 0) if is_whole else ()
                yield Remark(line.line.body_line, {}, fix=fix)


def _is_off(line: Wrapped) -> bool:
    """Whether it stands elsewhere, though there is room right below the parenthesis."""
    wanted, is_macro = line.wanted, line.line.text.endswith("\\")
    fits = wanted is not None and wanted + line.width <= COLUMNS
    is_below = line.before == "|" and line.indent > (wanted or 0)  # the first of these operands
    return fits and line.indent != wanted and line.before in _PARTS and not (is_macro or is_below)
