"""Added DEVICE_ATTR() that the shorter form for its mode writes just so.

Asks for DEVICE_ATTR_RO(), _RW() or _WO() where the functions have the names that these expect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import rewritten
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "device_attr_rw"

_ATTRIBUTE = Pattern("DEVICE_ATTR($name, $mode, $show, $store)")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added attribute with a shorter form."""
    short = by_name("device_attributes", "modes", key="mode")
    for match in new_code(context, _ATTRIBUTE, commented=True):
        known = short.get(match["mode"].replace(" ", ""))
        name = match["name"]
        if known and (match["show"], match["store"]) == (
            f"{name}_show" if known["show"] else "NULL",
            f"{name}_store" if known["store"] else "NULL",
        ):
            facts = {"instead": f"{known['macro']}({name})"}
            macro = (known["macro"],)
            at, fix = match.line.body_line, rewritten(match, facts["instead"])
            yield Remark(at, facts, Confidence.MODERATE, recommends=macro, fix=fix)
