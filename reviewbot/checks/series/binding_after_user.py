"""Binding behind the patch of the driver that uses it.

Reports the first compatible string of a new binding that an earlier patch of the series matches; of
a binding that was there, it asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.binding.binding import bindings
from reviewbot.context.matched import first_matches
from reviewbot.context.positions import position
from reviewbot.knowledge.layout import is_binding

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
KERNEL_ONLY = True
ONCE = True
FINAL_ONLY = True


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each string of a binding that was matched before."""
    if not any(is_binding(file.path) for file in context.files):
        return
    users, here = first_matches(context.series), position(context.patch, context.series)
    for binding in bindings(context):
        sure = Confidence.HIGH if binding.is_new else Confidence.MODERATE
        for name in binding.compatibles:
            user = users.get(name.text, here)
            if user < here and binding.adds(name):
                label = context.series.patches[user].subject.label
                yield Remark(binding.at(name), {"name": name.text, "patch": label}, sure)
