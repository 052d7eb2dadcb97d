"""Last return of an added function that sticks to the statement above it.

Asks about one of a function that is new as a whole and has some statements more; not below what unlocks,
frees or prints, nor where something jumps to the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import is_new_function
from reviewbot.context.c.hunk.new_variables import changed_parts
from reviewbot.context.fix import put_below
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.model.patch import DiffLine

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "blank_before_return"
WHEN = When(files=C, shapes=(r"\treturn(?<![^\n]\treturn)\b.*;$",))

_RETURN = regex(r"\treturn .*;")
_ABOVE = regex(
    r"\t(?!\s)(?!return\b|goto\b|(?:\w*(?:unlock|free|put|disable|release|_err|_warn|_info|_dbg|debug)\w*|[A-Z]\w*)\().*;"
)
_LABEL = regex(r"\w+:")
_FEW = 6  # lines below which a function is read at a glance
_END = 3  # lines with the brace


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for part in changed_parts(context):
        for function in part.functions if "\treturn " in part.text else ():
            lines = part.lines_of(function) if is_new_function(function) else ()
            if len(lines) > _FEW and _sticks(lines):
                above, last = lines[-2], lines[-1]
                fix = put_below(above, "")
                yield Remark(last.body_line, {}, fix=fix)


def _sticks(lines: Sequence[DiffLine]) -> bool:
    """Whether a return is the last line, and one statement of one line stands right above it."""
    is_last = _RETURN.fullmatch(lines[-1].text) and _ABOVE.fullmatch(lines[-2].text)
    above = lines[-_END].text
    is_jump = any(_LABEL.fullmatch(line.text) for line in lines) if is_last else False
    return bool(is_last) and not is_jump and (not above.strip() or above.endswith((";", "}")))
