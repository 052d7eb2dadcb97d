"""Thing that a new function gets, and gives back by hand on several ways out.

Asks about a variable that is set once, given back at the end of the function and on other ways out, and
kept nowhere: __free() does that.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.guarded import are_unwanted
from reviewbot.context.c.hunk.new import new_code, removes
from reviewbot.context.c.hunk.owned import owned
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True
MOOT_BESIDE = ("fwnode.scoped_loop",)

_getters = partial(by_name, "freed", "functions", "get")
_GOT = Pattern("^ $variable = $get(...);", get=_getters)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each where it is got."""
    for match in () if are_unwanted(context) else new_code(context, _GOT):
        known = _getters()[match["get"]]
        was_got = removes(match.fragment.hunk, f"{match['variable']} =")
        found = None if was_got else owned(match, known["release"])
        if found is not None:
            facts = {"declared": f"{found.type}{match['variable']} __free({known['free']})"}
            places = [(found.declared, "declared here")]
            places += [(at, "given back here") for at in found.released]
            related = tuple(Related(at, note) for at, note in places if at)
            at = match.line.body_line
            yield Remark(at, facts, Confidence.HIGH, related, ("__free",))
