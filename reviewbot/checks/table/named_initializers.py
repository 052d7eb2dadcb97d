"""New table of ids of a bus whose entries do not name what they set.

Asks about the first entry: { .name = "frob" } goes on to fit where the type of the entry changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True


def _types() -> Sequence[str]:
    """The types of entries that begin with a name."""
    types: list[str] = table("device_tables")["named"]["types"]
    return types


_TABLE = Pattern("struct $type $name[] = {", type=_types)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such table at its first entry."""
    for match in new_code(context, _TABLE):
        code, opening = match.code, match.stop - 1
        inside = range(opening + 1, code.closing.get(opening, opening))
        spend(len(inside))
        entries = [at for at in inside if code.text(at) == "{" and code.text(at + 1)[:1] == '"']
        if entries and "." not in code.texts[inside.start : inside.stop]:
            name = code.tokens[entries[0] + 1]
            yield Remark(name.line.body_line, {"name": name.text})
