"""Added comma behind the entry that terminates a table.

Reports ``{ },`` and ``NULL,`` as the last entry of an array without a size, on a line of its own that
is added; of NULL it asks. Not in tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.tables import tables
from reviewbot.context.fix import cut
from reviewbot.knowledge.layout import is_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "terminator_comma"
WHEN = When(files=C, signs=("}",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such comma."""
    for table in tables(context):
        if table.is_array and table.has_comma and table.ends_with_terminator:
            code = table.part.code
            comma, first = code.tokens[table.stop - 1], table.last[0]
            is_alone = code.tokens[table.stop].line is not first.line is comma.line
            if is_alone and is_new(context, comma.line) and not _is_in_test(context, comma.line):
                sure = Confidence.MODERATE if first.text == "NULL" else Confidence.HIGH
                yield Remark(comma.line.body_line, {}, sure, fix=cut(table.part, [comma]))


def _is_in_test(context: DiffContext, line: DiffLine) -> bool:
    file, _ = context.patch.anchors[line.body_line]
    return is_test(file.path)
