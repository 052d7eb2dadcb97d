"""Added bound that is the smallest or largest value of a type of eight or sixteen bits.

Asks about ``val < -128 || val > 127`` and ``val > 0xffff``: S8_MIN, S8_MAX, U16_MAX.
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
WHEN = When(files=C, signs=("> 127", "> 32767", "> 65535", "> 0xffff", "> 0xFFFF"))

_LIMITS = {"127": "S8_MAX", "32767": "S16_MAX", "65535": "U16_MAX", "0xffff": "U16_MAX"}
_VALUE = r"\b\w{1,80}+(?: (?:->|\.) \w{1,80}+){0,8}+"
_BOUND = regex(
    rf"(?P<value>{_VALUE}) < - (?:128|32768) \|\| (?P=value) > (?P<signed>127|32767)(?= \))"
    rf"|(?:if \(|\|\|) {_VALUE} > (?P<unsigned>65535|0x[fF]{{4}})(?= \))"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each bound."""
    for match in new_written(context, _BOUND, " "):
        number = match["signed" if "signed" in match.bound else "unsigned"]
        facts = {"number": number, "limit": _LIMITS[number.lower()]}
        yield Remark(match.line.body_line, facts)
