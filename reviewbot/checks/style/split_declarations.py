"""Variables of one type that are declared below each other, a line each.

Asks about two added declarations in a row of the same plain type, without initial values, that fit
on one line.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new_variables import new_variables
from reviewbot.context.fix import without
from reviewbot.model.fix import Edit
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "joined_declarations"
_ROW = r"\t+[a-z]\w*(?: [a-z]\w*)+(?:, [a-z]\w*)*;"
WHEN = When(files=C, shapes=(rf";\n{_ROW}$",))

_PLAIN = regex(r"\t+((?!return\b|goto\b)[a-z]\w*(?: [a-z]\w*)*) [a-z]\w*(?:, [a-z]\w*)*;")
_COLUMNS = 60  # of the two joined; a long list is read with more effort


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each declaration that could be one with that above."""
    whole = (each.declared.name.line for each in new_variables(context) if each.function.whole)
    rows: dict[DiffLine, tuple[DiffLine, str]] = {}  # a line, and what it then is
    for above, below in pairwise(dict.fromkeys(whole)):
        first, second = _PLAIN.fullmatch(above.text), _PLAIN.fullmatch(below.text)
        if first and second and (below.new or 0) == (above.new or 0) + 1 and first[1] == second[1]:
            into, text = rows.get(above, (above, above.text))
            names = f",{below.text.strip()[len(first[1]) : -1]}"
            if len(text.expandtabs()) + len(names) <= _COLUMNS:
                rows[below] = into, f"{text[:-1]}{names};"
                end = len(into.text) - 1
                more = Edit(into.body_line, end, into.body_line, end, names)
                facts, fix = {"type": first[1]}, (more, *without([below]))
                yield Remark(below.body_line, facts, fix=fix)
