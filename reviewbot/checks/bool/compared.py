"""Added comparison of a bool with true or false.

Reports ``x == true``, ``x != false`` and the like, either way round, where x is declared as a bool in
sight, or where its type is out of sight. ``x == false`` is ``!x`` whatever the type is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.declared import type_of
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.fix import swapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.finding import Fact

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_APART = ("(", "=", "return", "&&", "||", "?", ":", ",")  # nothing before it binds tighter
_BEHIND = (")", ",", ";", "&&", "||", "?", ":")


def _values() -> tuple[str, ...]:
    """What is compared with."""
    return ("true", "false")


_EQUAL = Pattern(
    "FORM BEHIND", FORM=("$x == $value", "$value == $x"), BEHIND=_BEHIND, value=_values
)
_UNEQUAL = Pattern(
    "FORM BEHIND", FORM=("$x != $value", "$value != $x"), BEHIND=_BEHIND, value=_values
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each comparison, with what can be written ``instead``."""
    for pattern, same in ((_EQUAL, "true"), (_UNEQUAL, "false")):
        for match in new_code(context, pattern):
            is_zero = pattern is _EQUAL and match["value"] == "false"
            known = _is_bool(match, is_zero=is_zero)
            is_apart = match.before in _APART and match.of("x")[0].text not in ("!", "*")
            was_there = match["value"] in match.fragment.hunk.removed_words
            if known is not None and is_apart and not was_there:
                instead = match["x"] if match["value"] == same else f"!{match['x']}"
                compared = match.tokens[:-1]
                fix = swapped(match.fragment, compared, instead)
                facts: dict[str, Fact] = {"instead": instead, "is_bool": int(known)}
                yield Remark(compared[-1].last.body_line, facts, fix=fix)


def _is_bool(match: Match, *, is_zero: bool) -> bool | None:
    """Whether the operand is seen to be a bool; ``None`` where it may be another than 0 and 1."""
    operand = match.of("x")
    type_ = type_of(operand[0].text, match.function) if match.function else ""
    if len(operand) == 1 and type_:
        return True if type_ == "bool" else None
    return False if is_zero or operand[-1].text != ")" else None
