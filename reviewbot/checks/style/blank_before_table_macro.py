"""Blank line between what is defined and the macro that belongs to it.

Reports an added one between a table and its MODULE_DEVICE_TABLE(), a function and its
EXPORT_SYMBOL(); and, not for a draft, a driver and its module_platform_driver() or the like.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.blanks import new_gaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.blanks import Gap

SEVERITY = Severity.NOTE
NIT = True
ASIDE = True
ONCE = True
KINDS = ("macro",)
FINAL_ONLY = True
KERNEL_ONLY = True
ELSEWHERE = Confidence.MODERATE

_MACRO = re.compile(
    r"(?P<macro>MODULE_DEVICE_TABLE\(\w+, (?P<table>\w+)|EXPORT_SYMBOL(?:_GPL|_NS|_NS_GPL)?\((?P<function>\w+)"
    r"|module_\w+_driver\((?P<driver>\w+))"
)
_NAME = re.compile(r"\b(\w++)(?:\(|\[|[ ]=[ ]\{)")
_LONGEST = 400  # lines of a table or a function


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each blank line that parts a macro from what it is about."""
    for gap in new_gaps(context):
        macro = _MACRO.match(gap.below.text) if gap.above.text.startswith("}") else None
        if macro and _defines(gap) in (macro["table"], macro["function"], macro["driver"]):
            confidence = Confidence.LOW if macro["driver"] else Confidence.HIGH
            facts = {"macro": macro["macro"].split("(")[0]}
            yield Remark(gap.below.body_line, facts, confidence)


def _defines(gap: Gap) -> str:
    """The table, driver or function that ends above the gap."""
    for line in gap.upwards(_LONGEST):
        if line.text[:1].isalpha():  # its first line, by the kernel's layout
            name = _NAME.search(line.text)
            return name[1] if name else ""
    return ""
