"""Added ``x ? x : y``, which GNU C writes ``x ?: y``.

Reports it where x is a variable or a member. Not everybody likes the short form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.choices import repeated
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.context.fix import swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "omitted_operand"
_NOTHING = ("NULL", "0", "false")  # then it is x alone
WHEN = When(files=C, signs=(":",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each condition that is written twice."""
    for part in changed_parts(context):
        for choice in repeated(part):
            _, *operand, colon, other = choice
            if is_new(context, colon.line) and other.text not in _NOTHING:
                facts, fix = {"operand": readable(operand)}, swapped(part, choice[:-1], "?:")
                yield Remark(colon.line.body_line, facts, fix=fix)
