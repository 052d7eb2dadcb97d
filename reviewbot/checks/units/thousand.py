"""Added factor of a thousand that changes the unit of a value.

Reports 1000 next to ``*``, ``/`` or ``%``: units.h and time.h name it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import file_of
from reviewbot.context.c.hunk.written import new_written
from reviewbot.knowledge.layout import is_test
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "named_factor"
MOOT_BESIDE = ("units.millivolt",)
WHEN = When(files=C, signs=("1000",))

_FACTOR = regex(
    r"[*/%1](?:(?<!1) 1000[uUlL]*(?![\w.])|(?<=1)(?<![\w.]1)(?<![-+*/%] 1)000[uUlL]* \*)"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for match in new_written(context, _FACTOR, "1000"):
        file = file_of(context, match)
        if file and not is_test(file.path):
            yield Remark(match.line.body_line, {}, recommends=("MILLI",))
