"""Misspelled tag, as ``Reviwed-by:``.

Reports a line of the trailers whose name has a "by" and is one slip away from that of a known tag, or
has its words in another order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.trailers import known, meant, read_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each line with a misspelled tag."""
    if context.is_cover or is_backport(context.patch):
        return
    body, line = context.body, context.message.line
    signed = (at for at in body.log if "@" in line(at))  # one alone makes no trailers
    for at in (*signed, *body.trailers):
        tag = read_tag(line(at))
        if tag and (right := meant(tag[0])):
            yield Remark(at, {"wrong": tag[0], "right": known()[right]})
