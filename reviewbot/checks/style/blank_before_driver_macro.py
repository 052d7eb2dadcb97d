"""Blank line between a driver and the macro that registers it.

Reports an added one between ``static struct i2c_driver frob_driver = { … };`` and
``module_i2c_driver(frob_driver);`` or the like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.gaps_before_macros import parted
from reviewbot.context.fix import without
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "driver_and_macro"
WHEN = When(files=C, shapes=(r"^\s*$",))

_MACRO = regex(r"module_\w+_driver\((?P<driver>\w+)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each blank line that parts a macro from its driver."""
    for each in parted(context, _MACRO):
        yield Remark(each.line.body_line, {"macro": each.macro}, fix=without(each.blanks))
