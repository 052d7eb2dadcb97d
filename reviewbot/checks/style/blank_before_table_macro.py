"""Blank line between what is defined and the macro that belongs to it.

Reports an added one between a table and its MODULE_DEVICE_TABLE(), a function and its
EXPORT_SYMBOL().
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
KINDS = ("macro",)
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "table_and_macro"
WHEN = When(files=C, shapes=(r"^\s*$",))

_MACRO = regex(
    r"MODULE_DEVICE_TABLE\(\w+, (?P<table>\w+)|EXPORT_SYMBOL(?:_GPL|_NS|_NS_GPL)?\((?P<function>\w+)"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each blank line that parts a macro from what it is about."""
    for each in parted(context, _MACRO):
        yield Remark(each.line.body_line, {"macro": each.macro}, fix=without(each.blanks))
