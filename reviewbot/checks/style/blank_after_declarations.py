"""Declarations of a function with a statement right behind them.

Reports, where both lines are added, that no blank line stands between the declarations a function
begins with and its first statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.declaration_lines import ADDED_ONE
from reviewbot.context.c.hunk.heads import new_heads
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.fix import put_above

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, shapes=(ADDED_ONE,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each function whose declarations are not set apart."""
    for declaration, statement in new_heads(context):
        last, first = declaration.last, statement.line
        if is_new(context, first) and (last.new or 0) + 1 == first.new:
            yield Remark(first.body_line, fix=put_above(first, ""))
