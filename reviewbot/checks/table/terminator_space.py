"""Added entry ``{}`` that terminates a table, without a space between its braces.

Reports ``{}`` as the last entry of an array without a size, on a line of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.tables import tables
from reviewbot.context.fix import retyped
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "terminator_space"
WHEN = When(files=C, signs=("}",))

_EMPTY = regex(r"\s*\{\},?\s*")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for table in tables(context):
        is_of_lists = table.part.code.texts[table.start + 1] in ("{", "[")  # not of macros
        if table.is_array and is_of_lists and table.ends_with_terminator:
            line = table.last[0].line
            if is_new(context, line) and _EMPTY.fullmatch(line.text):
                yield Remark(line.body_line, fix=retyped(line, line.text.replace("{}", "{ }")))
