"""Added number of ones that is shifted by hand: ((1 << n) - 1).

Asks for GENMASK(n - 1, 0), or BIT(n) - 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.defines import new_defines
from reviewbot.context.c.hunk.written import new_written
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "bit"
WHEN = When(files=C, signs=("1 <<", "1U <<", "1UL <<", "1<<"))

_COUNT = r"(?P<count>\d+|[A-Z][A-Z0-9_]+)"  # what varies may be 0
_ONES = regex(rf"(?<!\+ )\( 1[uU]?[lL]? << {_COUNT} \) - 1 (?=[);&])")
_VALUE = regex(r"\(\(1[uU]?[lL]? ?<< ?\(?(\w+)\)?\) ?- ?1\)|\(1[uU]?[lL]? ?<< ?(\w+)\) ?- ?1")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each of them."""
    for match in new_written(context, _ONES, "<<"):
        count = match["count"]
        yield Remark(match.line.body_line, _facts(count), Confidence.MODERATE, recommends=("BIT",))
    for _, new in new_defines(context):
        for define in new:
            if value := _VALUE.fullmatch(define.value):
                facts = _facts(value[1] or value[2])
                at = define.line.body_line
                yield Remark(at, facts, Confidence.MODERATE, recommends=("BIT",))


def _facts(count: str) -> dict[str, str]:
    """The mask and the bound of so many bits."""
    high = str(int(count) - 1) if count.isdigit() else f"{count} - 1"
    return {"mask": f"GENMASK({high}, 0)", "bound": f"BIT({count}) - 1"}
