"""Calls whose result is tested right behind them: what says in C that the call has failed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.cut import pieces
from reviewbot.context.c.hunk.pattern import NULL, Pattern, Table
from reviewbot.context.c.hunk.tokens import spelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.context.c.hunk.tokens import Token

_GIVEN = (
    r"return (?:dev_err_probe \( [^,]* , |ERR_PTR \( )?",
    r"\w[\w .>\[\]-]* = ",
)  # returned, or kept for it

# how a failure shows, as the tables of knowledge/ have it → the conditions that say no more
TESTS = {
    "negative": ("$p", "$p < 0", "$p <= 0", "$p != 0", "0 > $p"),
    "error_pointer": ("IS_ERR($p)",),
    "null": NULL,
}


def failed_calls(how: str, of: Table) -> Pattern:
    """``$p = $callee(...);`` of these functions, and the ``if`` that says it has failed.

    What is done then is the match's ``branch``.
    """
    return Pattern("$p = $callee(...); if (TEST)", TEST=TESTS[how], callee=of)


def by_failure(entries: Callable[[], dict[str, str]], how: str) -> Table:
    """A table of the functions that fail so, of those that map a name to how it fails."""
    return lambda: [name for name, failure in entries().items() if failure == how]


def end_of_given(match: Match, way: str = "PTR_ERR") -> Token | None:
    """The end of the statement of the branch that returns ``PTR_ERR($p)``, or keeps it to do so."""
    code = re.escape(f"{way} ( {spelled(match.of('p'))} )")
    for piece in pieces(match.branch):
        if any(re.search(rf"\b{given}{code}", spelled(piece)) for given in _GIVEN):
            return piece[-1]
    return None
