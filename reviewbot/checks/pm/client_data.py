"""Driver data that is got by way of the device of a bus, from which it is the same.

Asks about i2c_get_clientdata(to_i2c_client(dev)) and the like: it is dev_get_drvdata(dev).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import rewritten
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True


def _getters() -> Mapping[str, Any]:
    return by_name("bus_data", "getters")


_GOT = Pattern("$callee($convert($dev))", callee=_getters)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each detour."""
    for match in new_code(context, _GOT):
        if match["convert"] == _getters()[match["callee"]]["of"]:
            facts = {"callee": match["callee"], "dev": match["dev"]}
            fix = rewritten(match, "dev_get_drvdata($dev)")
            yield Remark(match.line.body_line, facts, Confidence.MODERATE, fix=fix)
