"""Resources that are got, enabled and given an action that disables them, step by step."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import functions_by_name
from reviewbot.context.c.file.index import index
from reviewbot.context.c.hunk.new import file_of
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.whole import whole
from reviewbot.knowledge.load import by_name
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.levels import DiffContext
    from reviewbot.model.patch import DiffLine

_WITHIN = 400  # tokens from the first step to the last
steps = partial(by_name, "enabled", "steps", "get")  # by the function of the first
_SLEEPS = ("suspend", "resume", "idle")


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


def stays_on(context: DiffContext, match: Match) -> bool:
    """Whether what ``$it = $get(...)`` got stays on while the device is bound, as the file tells."""
    file, known = file_of(context, match), steps()[match["get"]]
    source = whole(context, file) if file else None
    if source is None:
        return False
    calls = index(source).calls
    is_once = all(calls.get(known[step], 0) == 1 for step in ("get", "on"))
    words = {word for name in functions_by_name(source) for word in name.split("_")}
    is_kept = words.isdisjoint(_SLEEPS) and not any(calls.get(one, 0) for one in known["others"])
    return is_once and is_kept


def is_switched_off(match: Match) -> bool:
    """Whether the function switches it off again where all is well: outside of blocks, above labels."""
    off, depth = steps()[match["get"]]["off"], 0
    body = match.function.body if match.function else ()
    spend(len(body))
    for before, token in pairwise(body):
        depth += (before.text == "{") - (before.text == "}")
        if depth == 0 and token.text == ":" and before.line.text[:1].isalpha():
            return False
        if depth == 0 and token.text == off and before.text in STATEMENT_ENDS:
            return True
    return False
