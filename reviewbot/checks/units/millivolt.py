"""Added conversion of microvolts to millivolts by a plain 1000.

Reports ``vref_mv = ret / 1000`` and ``vref_uv / MILLI``, for (MICRO / MILLI).
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
WHEN = When(files=C, words=("1000", "MILLI"))

_SIGN = regex(r"/\s*(?:1000|MILLI)\b")
_CONVERTED = regex(
    r"\b\w+_m[vV] = (?:\w+ (?:->|\.) ){0,3}\w+ / (?:1000|MILLI) ;|\b\w+_u[vV] / (?:1000|MILLI)\b"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for match in new_written(context, _CONVERTED, _SIGN):
        at = match.line.body_line
        yield Remark(at, {}, recommends=("MICRO", "MILLI"))
