"""Added last entry of a list without a comma, in a file whose other lists have one.

Reports the last ``.member = value``, ``[INDEX] = value``, string, number or enumerator where it stands on a line
above the closing brace, and four fifths of the other lists in sight end with a comma; asks where
fewer are in sight, all with one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.open_lists import is_open
from reviewbot.context.c.hunk.tables import tables
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.context.fix import put_behind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "trailing_comma"
WHEN = When(files=C, signs=("}",))

_MOST = 0.8
_FEW = 4  # lists that show no habit


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such entry."""
    known = [table for table in tables(context) if is_open(table)]
    with_comma = sum(table.has_comma for table in known)
    others = len(known) - 1
    is_habit = others >= _FEW and with_comma >= _MOST * others
    if is_habit or with_comma >= others:
        sure = Confidence.HIGH if is_habit else Confidence.MODERATE
        for table in known:
            line = table.last[-1].line
            if not table.has_comma and is_new(context, line):
                fix = put_behind(table.part, table.last[-1], ",")
                yield Remark(line.body_line, {"entry": _name(table.last)}, sure, fix=fix)


def _name(entry: Sequence[Token]) -> str:
    """``.member``, ``[INDEX]`` or the enumerator: what stands before the value."""
    until = next((at for at, token in enumerate(entry) if token.text == "="), len(entry))
    return readable(entry[:until])
