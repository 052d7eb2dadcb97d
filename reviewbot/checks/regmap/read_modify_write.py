"""Added read of a register that is written back with a few bits changed.

Reports it, for regmap_update_bits() or what sets or clears bits alone, where between the two the value is only changed by ``&=`` and ``|=``.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
ONCE = True
KERNEL_ONLY = True

_CLEARS = regex(r"STAT|INT|IRQ|_IP\b")  # a read may clear them, a write acknowledge
_REACH = 300  # tokens
_TEST = "if ($result CMP) { LEAVE $failed; }"
_CHANGE = ("$value |= $a;", "$value &= $a;", "$value = $value | $a;", "$value = $value & $a;")
_WRITTEN_BACK = Pattern(
    "READ CHANGES WRITE($map, $register, $value)",
    READ=(f"$result = CALL {_TEST}", "CALL"),
    CALL=("regmap_read($map, $register, &$value);",),
    CMP=("", "< 0", "!= 0"),
    LEAVE=("return", "goto"),
    CHANGES=("CHANGE", "CHANGE $value |= $b;", "CHANGE $value &= $b;"),
    CHANGE=_CHANGE,
    WRITE=("regmap_write", "$kept = regmap_write", "return regmap_write"),
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each added read that is written back."""
    for match in new_code(context, _WRITTEN_BACK, commented=True):
        was_there = "regmap_write" in match.fragment.hunk.removed_words
        if not (was_there or _is_used_behind(match) or _CLEARS.search(match["register"])):
            helper = _helper(match)
            facts = {"register": match["register"], "helper": helper}
            yield Remark(match.line.body_line, facts, recommends=(helper,))


def _helper(match: Match) -> str:
    """What does that: bits that are only set, or only cleared, have one of their own."""
    if "b" not in match.bound:
        changed = match.of("a")[0]
        above = next(a for a, b in pairwise(match.tokens) if b is changed)
        if above.text in ("|=", "|"):
            return "regmap_set_bits"
        if changed.text == "~":
            return "regmap_clear_bits"
    return "regmap_update_bits"


def _is_used_behind(match: Match) -> bool:
    """Whether the value counts after it was written; to read another one into it does not."""
    behind = range(match.stop, min(match.stop + _REACH, len(match.code.texts)))
    at = next((at for at in behind if match.code.texts[at] == match["value"]), None)
    return at is not None and match.code.texts[at - 1] != "&"
