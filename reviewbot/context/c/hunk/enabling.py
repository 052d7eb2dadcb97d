"""Resources that are got, enabled and given an action that disables them, step by step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import by_name
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.patch import DiffLine

_WITHIN = 400  # tokens from the first step to the last
steps = partial(by_name, "enabled", "steps", "get")  # by the function of the first


def last_step(match: Match) -> DiffLine | None:
    """Where ``$it = $get(...)`` is given an action once it is enabled; ``None`` where it is not."""
    spend(_WITHIN)
    code, it = match.code, [token.text for token in match.of("it")]
    enable = [steps()[match["get"]]["on"], "(", *it, ")"]
    actions = {entry["reset"] for entry in by_name("devm", "actions").values()}
    is_enabled = False
    for at in range(match.stop, min(match.stop + _WITHIN, len(code.texts))):
        is_enabled = is_enabled or code.texts[at : at + len(enable)] == enable
        closing = code.closing.get(at + 1, 0) if code.texts[at] in actions else 0
        if is_enabled and code.texts[max(closing - len(it) - 1, 0) : closing] == [",", *it]:
            return code.tokens[closing].line
    return None


def enabled_at(match: Match) -> DiffLine | None:
    """Where the function enables what ``$it = $get(...)`` got; ``None`` where it is not seen to."""
    spend(_WITHIN)
    code, it = match.code, [token.text for token in match.of("it")]
    enable = [steps()[match["get"]]["on"], "(", *it, ")"]
    for at in range(match.stop, min(match.stop + _WITHIN, len(code.texts))):
        if code.texts[at : at + len(enable)] == enable:
            return code.tokens[at].line
    return None
