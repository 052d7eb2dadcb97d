"""Whether a call that is tested gives a code that its branch could pass on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.signed import holds_a_code
from reviewbot.knowledge.failing import fails_with
from reviewbot.knowledge.told_codes import told_codes

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.levels import DiffContext


def gives_code(context: DiffContext, match: Match) -> bool:
    """Whether the call gives a code that its branch could pass on."""
    callee = match["callee"]
    has_zero = match.condition == f"if ({match['p']} <= 0)"  # which is no code
    is_member = not callee.isidentifier()
    without_device = match.code.text(match.bound["callee"][1] + 1) == "NULL"
    is_wrong_test = callee not in told_codes() and fails_with().get(callee) == "null"
    if has_zero or is_member or without_device or is_wrong_test or match.is_commented:
        return False
    by_sign = "< 0" in match.condition or "0 >" in match.condition
    return not by_sign or holds_a_code(context, match, "p")
