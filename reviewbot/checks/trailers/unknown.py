"""Misspelled tag, as ``Reviwed-by:``.

Reports a line of the trailers whose name ends in "-by" and is one slip away from that of
a known tag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.spelling import one_edit
from reviewbot.context.trailers import known, read_tag

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
    for at in context.body.trailers:
        tag = read_tag(context.message.line(at))
        if tag and (right := _meant(tag[0].lower())):
            yield Remark(at, {"wrong": tag[0], "right": known()[right]})


def _meant(name: str) -> str:
    """The tag a name is one slip away from; nothing if the name is right, or none."""
    if not name.endswith("-by") or name in known():
        return ""
    return next((right for right in known() if one_edit(name, right)), "")
