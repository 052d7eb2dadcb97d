"""Added number that is put together byte by byte.

Reports ``buf[0] << 8 | buf[1]`` and the like of bytes that follow each other, in either order; as a
question where the array is not seen to be one of bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.byte_sums import SUM, number_of, of_bytes
from reviewbot.context.c.hunk.written import new_written
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
CONVENTION = "get_unaligned"
WHEN = When(files=C, words=("8",))

_SIGN = regex(r"<<\s*8\b")  # of the byte next to the last


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added sum of all bytes of a number."""
    for match, number, sure in of_bytes(new_written(context, SUM, _SIGN), number_of):
        helper = f"get_unaligned_{number.kind}"
        facts = {"instead": f"{helper}({number.place})"}
        yield Remark(match.line.body_line, facts, sure, recommends=(helper,))
