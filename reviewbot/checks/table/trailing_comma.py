"""Added last entry of a list without a comma, in a file whose other lists have one.

Reports the last ``.member = value``, ``[INDEX] = value``, string, number or enumerator where it stands on a line
above the closing brace, and four fifths of the other lists in sight end with a comma; asks where
fewer are in sight, all with one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new
from reviewbot.context.c.hunk.tables import tables
from reviewbot.context.c.hunk.tokens import TokenKind, readable
from reviewbot.context.fix import put_behind
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.tables import Table
    from reviewbot.context.c.hunk.tokens import Token

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "trailing_comma"
WHEN = When(files=C, signs=("}",))

_END = regex(r"(?i)(?:^|_)(?:max|min|num|nr|count|cnt|last|end|size|total|invalid)(?:$|_)")
_MOST = 0.8
_FEW = 4  # lists that show no habit


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such entry."""
    known = [table for table in tables(context) if _is_open(table)]
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


def _is_open(table: Table) -> bool:
    """Whether a list may grow at its end, and is written with an entry on each line."""
    code, last = table.part.code, table.last
    lines = [code.tokens[at].line for at in (table.start, table.stop)]
    is_apart = last[0].line is not lines[0] and last[-1].line is not lines[1]
    is_designated = last[0].text in (".", "[")
    is_enumerator = code.texts[table.start - 1] != "=" and not _END.search(last[0].text)
    if is_enumerator and last[0] is code.tokens[table.start + 1]:
        return False  # the only one; what a macro adds to it is out of sight
    is_plain = not any(token.kind is TokenKind.DIRECTIVE for token in last)
    is_text = table.is_array and last[0].text.startswith('"')
    is_number = table.is_array and len(last) == 1 and last[0].text[:1].isdigit()
    is_entry = is_plain and (is_designated or is_enumerator or is_text or is_number)
    return is_apart and is_entry and not table.ends_with_terminator


def _name(entry: Sequence[Token]) -> str:
    """``.member``, ``[INDEX]`` or the enumerator: what stands before the value."""
    until = next((at for at, token in enumerate(entry) if token.text == "="), len(entry))
    return readable(entry[:until])
