"""Added lookup of match data in one kind of firmware only, or by hand in the table of ids.

Reports of_device_get_match_data(), and device_get_match_data() whose NULL is replaced by the
driver_data of an id, in drivers of buses that have a function for both. It asks of a driver
that has a table for device trees in sight, and none of ids.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.before import lines_at_hand
from reviewbot.context.c.hunk.declared import name_of
from reviewbot.context.c.hunk.new import file_of, has_in_removed, new_code
from reviewbot.context.c.hunk.pattern import NULL, Pattern
from reviewbot.knowledge.load import by_name, table
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
CONVENTION = "any_match_data"

_SHORT = 32  # tokens of a statement
_SEARCHED = 100  # lines searched in a step
_TABLES = ("of_match_table", "id_table")

_of, _any = (partial(by_name, "match_data", entries) for entries in ("of", "any"))
_CALL = ("$callee($device)", "($type) $callee($device)")
_BY_HAND = (
    Pattern("$p = CALL; if (TEST)", callee=_any, TEST=NULL, CALL=_CALL),
    Pattern("if ($node) { $p = CALL; } else", callee=_any, CALL=_CALL),
)
_OF_ONLY = Pattern("$callee($device)", callee=_of)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each lookup that one function does for all."""
    both: set[int] = set()
    for match in (match for each in _BY_HAND for match in new_code(context, each)):
        bus, member = _bus(match), table("match_data")["id"]["member"]
        data = next((token.line for token in match.branch if token.text == member), None)
        if bus and data and data.body_line and not (_is_itself(match, bus) or _is_index(match)):
            both.add(match.first(match["callee"]).line.body_line)
            yield Remark(data.body_line, {"callee": bus, "kind": "both"}, recommends=(bus,))
    for match in new_code(context, _OF_ONLY):
        if match.line.body_line not in both and not has_in_removed(match, match["callee"]):
            bus = _bus(match)
            if bus and (_is_itself(match, bus) or _is_index(match)):
                continue
            facts = {"callee": bus or _of()[match["callee"]]["any"], "kind": "of"}
            sure = Confidence.LOW  # drivers for device trees alone
            if bus:
                sure = Confidence.MODERATE if _has_no_ids(context, match) else Confidence.HIGH
            yield Remark(match.line.body_line, facts, sure, (), (facts["callee"],))


def _is_itself(match: Match, bus: str) -> bool:
    """Whether it is the function that a remark would name."""
    return match.function is not None and name_of(match.function) == bus


def _has_no_ids(context: DiffContext, match: Match) -> bool:
    """Whether its driver has a table for device trees in sight, and none of ids: they are all it is for."""
    file = file_of(context, match)
    lines = lines_at_hand(context, file) if file else ()
    spend(1 + len(lines) // _SEARCHED)
    words = match.fragment.words
    seen = [name for name in _TABLES if name in words or any(name in each for each in lines)]
    return seen == [_TABLES[0]]


def _is_index(match: Match) -> bool:
    """Whether the function has the data of a table of the bus for a number, not for a pointer."""
    texts = [token.text for token in match.function.body] if match.function else []
    member = table("match_data")["id"]["member"]
    spend(len(texts))
    for at in [at for at, text in enumerate(texts) if text == member]:
        start = at
        while start > max(0, at - _SHORT) and texts[start - 1] not in (";", "{", "}"):
            start -= 1
        if texts[start] in ("enum", "int", "unsigned"):
            return True
    return False


def _bus(match: Match) -> str:
    """The function of the bus whose device the function is given; empty where there is none."""
    header = [token.text for token in match.function.header] if match.function else []
    buses = by_name("match_data", "bus").items()
    return next((name for name, bus in buses if bus["device"] in header), "")
