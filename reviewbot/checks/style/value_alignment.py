"""Value that goes on in the next line, which does not begin where the value does.

Asks about an added line below one that assigns, initialises or returns something and ends with ``|``,
``&`` or ``+``, no parenthesis being open; not where the aligned line would pass 80 columns.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.fix import aligned
from reviewbot.context.habits.orders import value_column
from reviewbot.knowledge.columns import COLUMNS
from reviewbot.model.patch import ADDED

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "aligned_values"
WHEN = When(files=C, shapes=(r"\|$", r"&$", r"\+$"))

_SIGNS = ("|", "&", "+")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line that begins somewhere else."""
    for part in changed_parts(context):
        for above, line in pairwise(part.lines):
            is_open = above.kind is ADDED and above.text.endswith(_SIGNS) and line.text.strip()
            column = value_column(above.text) if is_open and above.new not in part.commented else 0
            if column and is_new(context, line):
                own = len(line.text.expandtabs()) - len(line.text.lstrip())
                width = column + len(line.text.strip())
                if own != column and width <= COLUMNS:
                    fix = aligned(line, column) if line.text.endswith((";", ",")) else ()
                    yield Remark(line.body_line, {}, fix=fix)
