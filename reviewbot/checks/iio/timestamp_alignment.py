"""Timestamp or buffer for DMA in an IIO driver that is aligned by hand.

Reports an added ``s64 ts __aligned(8);``, for which there is aligned_s64, and an added member that
is ``____cacheline_aligned``, which is not enough for DMA on all machines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import file_of, has_in_removed, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.type_bodies import type_around
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
ONCE = True
KINDS = ("kind",)
KERNEL_ONLY = True


def _attributes() -> Sequence[str]:
    """The attributes that align with the lines of a cache."""
    names: Sequence[str] = table("iio_alignment")["buffer"]["attributes"]
    return names


_TIMESTAMP = Pattern("s64 $name __aligned(8);")
_BUFFER = Pattern("$attribute;", attribute=_attributes)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each thing that is aligned by hand."""
    known = table("iio_alignment")
    for pattern, kind in ((_TIMESTAMP, "timestamp"), (_BUFFER, "buffer")):
        for match in new_code(context, pattern, commented=True):
            file = file_of(context, match)
            in_iio = file and file.path.startswith(tuple(known["drivers"]["directories"]))
            if in_iio and _is_new_member(match):
                instead = known[kind]["instead"]
                facts = {"kind": kind, "instead": instead}
                at = match.line.body_line
                yield Remark(at, facts, Confidence.MODERATE, recommends=(instead,))


def _is_new_member(match: Match) -> bool:
    """Whether it is a member of a type, and no other of its kind is taken away beside it."""
    old = any(has_in_removed(match, word) for word in (*_attributes(), "__aligned"))
    return not old and type_around(match.fragment, match.line) is not None
