"""Added factor of a million or more whose zeros have to be counted.

Reports 1000000 and 1000000000 next to ``*``, ``/`` or ``%``: units.h and time.h name them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.written import new_written
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "named_factor"
WHEN = When(files=C, signs=("1000000",))

_ZEROS = r"(?:000000|000000000)[uUlL]*"
_FACTOR = regex(rf"[*/%1](?:(?<!1) 1{_ZEROS}(?![\w.])|(?<=1)(?<![\w.]1){_ZEROS} [*/%])")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for match in new_written(context, _FACTOR, "1000000"):
        yield Remark(match.line.body_line, {}, recommends=("MICRO",))
