"""New table of ids of a bus whose entries do not name what they set.

Asks about the first entry: { .name = "frob" } goes on to fit where the type of the entry changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.bus_tables import BUS_TABLE, inside
from reviewbot.context.c.hunk.new import new_code

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(patterns=(BUS_TABLE,))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such table at its first entry."""
    for match in new_code(context, BUS_TABLE):
        code, within = match.code, inside(match)
        entries = [at for at in within if code.text(at) == "{" and code.text(at + 1)[:1] == '"']
        if entries and "." not in code.texts[within.start : within.stop]:
            name = code.tokens[entries[0] + 1]
            yield Remark(name.line.body_line, {"name": name.text})
