"""Driver data that is got by way of the device of a bus, from which it is the same.

Asks about i2c_get_clientdata(to_i2c_client(dev)) and the like: it is dev_get_drvdata(dev). Also where the device
of the bus is declared for that, and named nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.declared import declarations, mentions
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.tokens import readable
from reviewbot.context.fix import rewritten
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True


_TWICE = 2  # where it is declared, and where it is used


def _getters() -> Mapping[str, Any]:
    return by_name("bus_data", "getters")


_GOT = Pattern("$callee($convert($dev))", callee=_getters)
_DECLARED = Pattern("$data = $callee($bus);", callee=_getters)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each detour."""
    for match in new_code(context, _GOT):
        if match["convert"] == _getters()[match["callee"]]["of"]:
            facts = {"callee": match["callee"], "dev": match["dev"]}
            fix = rewritten(match, "dev_get_drvdata($dev)")
            yield Remark(match.line.body_line, facts, fix=fix)
    for match in new_code(context, _DECLARED):
        dev = _declared_of(match)
        if dev and match["callee"] not in match.fragment.hunk.removed_words:
            facts = {"callee": match["callee"], "dev": dev}
            yield Remark(match.line.body_line, facts)


def _declared_of(match: Match) -> str:
    """The device that the one of a bus is declared of, if only for that; empty where it is not."""
    function, bus = match.function, match["bus"]
    if function is None or not function.whole or len(mentions(bus, function)) != _TWICE:
        return ""
    (declared, *others) = declarations(function).get(bus, ()) or (None,)
    value = declared.value if declared and not others else ()
    is_way = bool(value) and value[0].text == _getters()[match["callee"]]["of"]
    return readable(value[2:-1]) if is_way else ""
