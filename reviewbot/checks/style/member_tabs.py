"""Added initialiser whose equals signs stand in a column.

Asks about the first of the members of one that is new as a whole, with two or more tabs or blanks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.tables import tables
from reviewbot.context.fix import retyped
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "plain_members"
WHEN = When(files=C, shapes=(r"\t\.(?<![^\n]\t\.)\w+(?:\t+| {2,})= ",))

_COLUMN = regex(r"(\t\.\w+)(?:\t+| {2,})(= .*)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each initialiser of that kind."""
    for table in tables(context):
        first = table.part.code.tokens[table.start + 1].line
        found = _COLUMN.fullmatch(first.text) if first.kind is ADDED else None
        if found and is_new(context, first):
            head = table.part.code.tokens[table.start].line
            if head.kind is ADDED and head is not first:
                fix = (
                    retyped(first, f"{found[1]} {found[2]}") if table.last[0].line is first else ()
                )
                yield Remark(first.body_line, {}, fix=fix)
