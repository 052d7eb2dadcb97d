"""Whether what a function enables stays on while the device is bound."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.context.c.file.definitions import functions_by_name
from reviewbot.context.c.file.index import index
from reviewbot.context.c.hunk.enabling import steps
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.whole import whole_around
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.levels import DiffContext

_SLEEPS = ("suspend", "resume", "idle")


def stays_on(context: DiffContext, match: Match) -> bool:
    """Whether what ``$it = $get(...)`` got stays on while the device is bound, as the file tells."""
    known, source = steps()[match["get"]], whole_around(context, match)
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
