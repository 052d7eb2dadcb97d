"""Table of ids of a bus whose driver data is 0 in each entry.

Reports the first 0: the data of the entries is written out, though none of them has any. As a question in
a table of the platform bus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.bus_tables import BUS_TABLE, inside
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.fix import swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(patterns=(BUS_TABLE,))

_NAMED = ("platform_device_id",)  # of few entries, mostly
_ZERO = (",", "0", "}")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each such table at the first 0."""
    for match in new_code(context, BUS_TABLE):
        code, within = match.code, inside(match)
        entries = [at for at in within if code.text(at) == "{" and code.text(at + 1) != "}"]
        zeros = [at for at in entries if tuple(code.texts[at + 2 : at + 5]) == _ZERO]
        if zeros and zeros == entries:
            first = code.tokens[zeros[0]].line.body_line
            fix = tuple(edit for at in zeros for edit in _fix(match, at))
            sure = Confidence.MODERATE if match["type"] in _NAMED else Confidence.HIGH
            yield Remark(first, {}, sure, fix=fix)


def _fix(match: Match, at: int) -> Fix:
    """An entry without it; inside of the braces are as many blanks as there were in front."""
    part, entry = match.fragment, match.code.tokens[at : at + 5]
    side = " " * (part.column(entry[1]) - part.column(entry[0]) > 1)
    return swapped(part, entry[2:], f"{side}}}")
