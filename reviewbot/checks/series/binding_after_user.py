"""Binding behind the patch of the driver that uses it.

Reports a new binding with a compatible string that an earlier patch of the series matches; of one
that was there, it asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.binding.binding import bindings
from reviewbot.context.matched import first_matches
from reviewbot.context.opening import first_line
from reviewbot.context.positions import position
from reviewbot.knowledge.layout import is_binding

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("name", "patch")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark at the top of the log, for it is about the patch as a whole."""
    if not any(is_binding(file.path) for file in context.files):
        return
    users, here = first_matches(context.series), position(context.patch, context.series)
    early = [
        (users[name.text], name.text, binding.is_new)
        for binding in (bindings(context) if users else ())
        for name in binding.compatibles
        if users.get(name.text, here) < here and binding.adds(name)
    ]
    for user, name, is_new in early[:1]:
        label = context.series.patches[user].subject.label
        sure = Confidence.HIGH if is_new else Confidence.MODERATE
        yield Remark(first_line(context.patch), {"name": name, "patch": label}, sure)
