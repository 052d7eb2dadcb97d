"""Blank too many or missing around a sign, where a hand slipped.

Reports added lines of C: no blank before ``*/`` though there is one behind ``/*``, one before a
semicolon, none around an operator, two before or behind ``=``, behind ``return`` or before an argument,
a tab before ``=``, a blank before the tab of a constant, and one behind a cast. Not where a line beside it or one that went has the like,
nor where signs stand in one column. It asks of flags, where the file does not part all of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.slips import SIGNS, odd_lines, slip_of
from reviewbot.context.c.hunk.tight_flags import has_tight_flags, parts_flags

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KINDS = ("slip",)
FINAL_ONLY = True
KERNEL_ONLY = True
MOOT_BESIDE = ("text.misspelling",)  # whoever mends the word sees the blank
WHEN = When(files=C, shapes=SIGNS)
_ASKED = ("wide",)  # too few were read
_SAYS_SO = ("style.whitespace",)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each slip."""
    for part in changed_parts(context):
        odd = odd_lines(part.hunk.added_text)
        for at, line in enumerate(part.lines if odd else ()):
            is_maybe = line.text in odd and is_new(context, line)
            if is_maybe and (slip := slip_of(part, at)):
                is_habit = has_tight_flags(line) and not parts_flags(context, line)
                sure = Confidence.MODERATE if slip in _ASKED or is_habit else Confidence.HIGH
                yield Remark(line.body_line, {"slip": slip}, sure, yields_to=_SAYS_SO)
