"""Added variable of another type than the value that regmap reads into it.

Asks about ``int val;`` whose address is given to regmap_read(): unsigned int. It is less sure where the
hunk takes away a variable of that type and name: it was so before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.declared import declarations
from reviewbot.context.c.hunk.new import is_new, kernel_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_CALLS = {
    "regmap_read": Pattern("regmap_read($map, $reg, &$value)"),
    "regmap_field_read": Pattern("regmap_field_read($field, &$value)"),
}
_OTHER = ("int", "u8", "u16", "s32", "long", "unsigned long")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such variable that is new, at its declaration."""
    told = set[int]()
    for call, pattern in _CALLS.items():
        for match in kernel_code(context, pattern):
            function = match.function
            found = declarations(function).get(match["value"], ()) if function else ()
            for each in found if len(found) == 1 else ():
                line = each.name.line
                is_other = each.type in _OTHER and not each.is_array
                if is_other and is_new(context, line) and line.body_line not in told:
                    told.add(line.body_line)
                    read = Related(match.line.body_line, "where it is read into")
                    facts = {"name": match["value"], "call": call}
                    was_so = _took_away(match, f"{each.type} ", match["value"])
                    sure = Confidence.MODERATE if was_so else Confidence.HIGH
                    yield Remark(line.body_line, facts, sure, related=(read,))


def _took_away(match: Match, kind: str, name: str) -> bool:
    """Whether a line that went declares a variable of that type and name."""
    gone = match.fragment.hunk.removed_text.split("\n")
    return any(each.strip().startswith(kind) and name in words_in(each) for each in gone)
