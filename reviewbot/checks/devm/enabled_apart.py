"""Clock or regulator of a new driver that is got in one step and enabled in another.

Asks about it where a probe function does both, once, in a file without functions that suspend or resume.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.file.definitions import functions_by_name
from reviewbot.context.c.file.index import index
from reviewbot.context.c.hunk.enabling import enabled_at, steps
from reviewbot.context.c.hunk.new import file_of, new_code
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.probes import is_probing
from reviewbot.context.whole import whole
from reviewbot.model.budget import spend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
MOOT_BESIDE = ("devm.clk_enabled",)

_GOT = Pattern("$it = $get($dev, ...); if (IS_ERR($it))", get=steps)
_SLEEPS = ("suspend", "resume", "idle")


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each where it is enabled."""
    for match in new_code(context, _GOT):
        line, known = enabled_at(match), steps()[match["get"]]
        is_once = match.leaves and line and is_probing(context, match) and _is_all(context, match)
        if line and is_once and not _is_switched_off(match):
            related = (Related(match.tokens[0].line.body_line, "got here"),)
            facts = {"all": known["all"], "on": known["on"]}
            better = (known["all"],)
            yield Remark(line.body_line, facts, Confidence.MODERATE, related, better)


def _is_all(context: DiffContext, match: Match) -> bool:
    """Whether it stays on as long as the device is bound, as far as the file tells."""
    file, known = file_of(context, match), steps()[match["get"]]
    source = whole(context, file) if file else None
    if source is None:
        return False
    calls = index(source).calls
    is_once = all(calls.get(known[step], 0) == 1 for step in ("get", "on"))
    words = {word for name in functions_by_name(source) for word in name.split("_")}
    is_kept = words.isdisjoint(_SLEEPS) and not any(calls.get(one, 0) for one in known["others"])
    return is_once and is_kept


def _is_switched_off(match: Match) -> bool:
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
