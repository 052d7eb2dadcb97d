"""Added frequency that is given to a member or variable as a number with many zeros.

Asks for 300 * HZ_PER_MHZ in ``.max_freq_hz = 300000000`` and ``.max_freq_hz = 300 * MEGA``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.defines import number
from reviewbot.context.c.hunk.written import new_written
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "named_frequency"
WHEN = When(files=C, signs=("00000", " MEGA", " KILO"))

_SIGN = regex(r"00000[uUlL]*\s*[,;}]")
_NAME = regex(
    r"(?=\w*(?:hz|freq|clk|clock|rate))(?!\w*(?:khz|baud|bit|data|mhz|uhz|_us\b|_ms\b|_ns\b))[a-z]\w*"
)
_ZEROS = regex(r"= (?P<count>\d+00000)(?P<suffix>[uUlL]*) [,;}]")
_SCALED = regex(r"= (?P<count>\d+)(?P<suffix>[uUlL]*) \* (?P<scale>MEGA|KILO) [,;}]")
_UNITS = {"MEGA": ("HZ_PER_MHZ", 1_000_000), "KILO": ("HZ_PER_KHZ", 1000)}
_MOST = 1000  # of the unit, below which it reads better
_LEAST = 1_000_000  # what is less may be of kHz, unless the name says Hz


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each frequency with the unit that fits it."""
    for value, scale in ((_ZEROS, ""), (_SCALED, " MEGA"), (_SCALED, " KILO")):
        for match in new_written(context, value, scale or _SIGN):
            unit, count = _fit(match) if _NAME.fullmatch(match.before) else ("", 0)
            if unit and scale.strip() in match.source:
                facts = {"instead": f"{count} * {unit}"}
                at = match.line.body_line
                yield Remark(at, facts, Confidence.MODERATE, recommends=(unit,))


def _fit(match: Match) -> tuple[str, int]:
    """The unit and how many of it; none where that reads no better, or may be wrong."""
    count = number(match["count"]) or 0
    if "scale" in match.bound:
        return _UNITS[match["scale"]][0], count
    if count < _LEAST and "hz" not in match.before:
        return "", 0
    fits = ((unit, count // size) for unit, size in _UNITS.values() if not count % size)
    unit, most = next(fits, ("", 0))
    return (unit, most) if most < _MOST else ("", 0)
