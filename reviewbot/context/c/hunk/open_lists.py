"""Lists that may grow at their end, and are written with an entry on each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.tokens import TokenKind
from reviewbot.regex import regex

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.tables import Table

_END = regex(r"(?i)(?:^|_)(?:max|min|num|nr|count|cnt|last|end|size|total|invalid)(?:$|_)")


def is_open(table: Table) -> bool:
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
    is_number = is_number and last[0].text != "0"  # which ends it
    is_named = (is_designated or is_enumerator) and not _is_beside_another(table)
    is_entry = is_plain and (is_named or is_text or is_number)
    return is_apart and is_entry and not table.ends_with_terminator


def _is_beside_another(table: Table) -> bool:
    """Whether another entry ends on the line of the last."""
    last = table.last
    before = table.part.code.tokens[table.stop - table.has_comma - len(last) - 1]
    return before.line is last[0].line
