"""Added number that is taken apart and stored byte by byte.

Reports ``buf[0] = value >> 8; buf[1] = value;`` and the like, all bytes of a number in either order;
as a question where the array is not seen to be one of bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.byte_sums import STORES, of_bytes, stored_in
from reviewbot.context.c.hunk.written import new_written
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True
CONVENTION = "put_unaligned"
WHEN = When(files=C, words=("8",))

_SIGN = regex(r">>\s*8\b")  # of the byte next to the last


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added row of assignments that stores all bytes of a number."""
    for match, number, sure in of_bytes(new_written(context, STORES, _SIGN), stored_in):
        helper = f"put_unaligned_{number.kind}"
        facts = {"instead": f"{helper}({match['value']}, {number.place})"}
        yield Remark(match.line.body_line, facts, sure, recommends=(helper,))
