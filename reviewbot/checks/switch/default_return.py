"""Added switch whose arms all return, with the return for all other values behind it.

Asks where what is returned there is an error code and ends the function: under ``default:`` it
stands with the values it is for. Not where the subject is an enum: without a default the compiler
tells of values that were forgotten.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.context.c.hunk.declared import type_of
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.c.hunk.switches import read_switch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.switches import Switch

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True

_SWITCH = Pattern("switch (...) { ... } return -$code;")
_BEHIND = 4  # tokens of the return


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each return behind such a switch."""
    for match in new_code(context, _SWITCH):
        switch = read_switch(match.tokens[:-_BEHIND]) if match.ends_function else None
        if switch is None or switch.default or _is_of_enum(switch, match):
            continue
        if all(arm.only_returns for arm in switch.arms):
            at = match.tokens[-_BEHIND].line.body_line
            yield Remark(at, {"code": f"-{match['code']}"}, Confidence.MODERATE)


def _is_of_enum(switch: Switch, match: Match) -> bool:
    """Whether the subject is declared as an enum, or it is not known what it is."""
    name = switch.subject[0].text if len(switch.subject) == 1 else ""
    kind = type_of(name, match.function) if name and match.function else ""
    return not kind or kind.startswith("enum")
