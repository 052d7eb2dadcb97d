"""New exported function without a comment, beside exported ones with kernel-doc.

Asks about it where the patch shows another exported function of the file below its kernel-doc.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.exported_functions import exported_functions
from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.new import is_new, is_new_function
from reviewbot.knowledge.layout import is_tool

if TYPE_CHECKING:
    from collections.abc import Iterator


SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True
WHEN = When(files=C, signs=("EXPORT_SYMBOL",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each at its head."""
    for file in context.files:
        parts = [fragment(h) for h in file.hunks] if file.is_c and not is_tool(file.path) else []
        above = [found for part in parts for found in exported_functions(part)]
        documented = [name_of(each) for each, note in above if note.startswith("/**")]
        for each, note in above if documented else ():
            line = each.header[0].line
            if not note and is_new_function(each) and is_new(context, line):
                facts = {"name": name_of(each), "other": documented[0]}
                yield Remark(line.body_line, facts, Confidence.MODERATE)
