"""Added frequency whose zeros have to be counted.

Asks about ``#define X_FREQ_HZ 25000000``: 25 * HZ_PER_MHZ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.defines import new_defines
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "named_frequency"
WHEN = When(files=C, shapes=(r"#[ \t]*define[ \t]+\w*(?:HZ|FREQ|CLK|CLOCK)",))

_FREQUENCY = regex(r"(?:^|_)(?:HZ|FREQ|FREQUENCY|CLK|CLOCK)(?:_|$)")
_HERTZ = regex(r"(?:^|_)HZ(?:_|$)")
_OTHER = regex(r"KHZ|MHZ|_X\d+|(?<![A-Z\d])\d{4}|BAUD|TIMEOUT|_US\b|_MS\b")
_UNITS = (("HZ_PER_MHZ", 1_000_000), ("HZ_PER_KHZ", 1_000))
_MOST = 1000  # of the unit, below which it reads better
_GIGA, _WIDEST = 1_000_000_000, 0xFFFFFFFF
_MOST_HERTZ = 200 * _GIGA  # more is a number that is scaled
_LEAST = 1_000_000  # what is less may be of kHz, unless the name says Hz


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added frequency with the unit that fits it."""
    for define in (define for _, new in new_defines(context) for define in new):
        number = define.number
        is_decimal = "x" not in define.value.lower()
        if number and is_decimal and _is_frequency(define.name):
            is_told = number >= _LEAST or _HERTZ.search(define.name)
            unit, size = next((each for each in _UNITS if not number % each[1]), ("", 0))
            is_read = number // size < _MOST or number >= _GIGA if size else False
            is_read = is_read and number != size and number <= _MOST_HERTZ
            if is_told and is_read:
                suffix = "ULL" if number > _WIDEST else ""
                facts = {"instead": f"({number // size}{suffix} * {unit})"}
                at = define.line.body_line
                yield Remark(at, facts, Confidence.MODERATE, recommends=(unit,))


def _is_frequency(name: str) -> bool:
    """Whether a name says that it is one, and neither its unit nor its number."""
    return bool(_FREQUENCY.search(name)) and not _OTHER.search(name)
