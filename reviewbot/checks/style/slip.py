"""Blank too many or missing around a sign, where a hand slipped.

Reports added lines of C: no blank before ``*/`` though there is one behind ``/*``, one before a
semicolon, none around an operator, two before or behind ``=``, behind ``return`` or before an argument,
a tab before ``=``, a blank before the tab of a constant, and one behind a cast;
and a semicolon behind the brace of a function or a branch. Not where a line beside it or one that went has the like,
nor where signs stand in one column, or the file had the very line before. It asks of flags, where the file does not part all of its own.
Of flags in a file that joins them, and of two blanks in a comment, which no list minds, it only reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.before import lines_at_hand
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.slips import SIGNS, odd_lines, slip_of
from reviewbot.context.c.hunk.tight_flags import has_tight_flags, joins_flags, parts_flags
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.fragment import Fragment
    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KINDS = ("slip",)
FINAL_ONLY = True
KERNEL_ONLY = True
MOOT_BESIDE = ("text.misspelling", "style.whitespace")  # whoever mends these sees the blank
WHEN = When(files=C, shapes=SIGNS)
_SEARCHED = 100  # lines searched in a step
# too few were read of the first; one of 17 behind a cast was acted on; of the 14 at the end of a comment
# that were read last, 8 would not have been sent
_ASKED = ("wide", "cast", "comment")
_SAYS_SO = ("style.whitespace",)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each slip."""
    for part in changed_parts(context):
        odd = odd_lines(part.hunk.added_text)
        for at, line in enumerate(part.lines if odd else ()):
            is_maybe = line.text in odd and is_new(context, line)
            slip = slip_of(part, at) if is_maybe else ""
            if slip and (slip == "stray" or not _was_there(context, line)):
                sure = _sure(context, part, line, slip)
                yield Remark(line.body_line, {"slip": slip}, sure, yields_to=_SAYS_SO)


def _sure(context: DiffContext, part: Fragment, line: DiffLine, slip: str) -> Confidence:
    """How likely somebody minds it."""
    is_habit = has_tight_flags(line) and not parts_flags(context, line)
    if slip == "wide_comment" or (is_habit and joins_flags(part)):
        return Confidence.LOW
    return Confidence.MODERATE if slip in _ASKED or is_habit else Confidence.HIGH


def _was_there(context: DiffContext, line: DiffLine) -> bool:
    """Whether the file has the line already: it is written as there."""
    file, _ = context.patch.anchors.get(line.body_line, (None, None))
    lines = lines_at_hand(context, file) if file else ()
    spend(1 + len(lines) // _SEARCHED)
    return line.text in lines
