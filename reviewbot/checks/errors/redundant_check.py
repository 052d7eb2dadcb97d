"""Added NULL check around a call that does nothing with NULL.

Reports ``if (p) kfree(p);``, braces or not, where the condition is nothing but the pointer, the
call the whole body, and the function known to do nothing where its first argument is NULL. Of
functions that take error pointers too, ``if (!IS_ERR(p))`` and ``if (!IS_ERR_OR_NULL(p))``. Where
that is all a patch does, what went wrong is asked.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Related, Remark, Severity
from reviewbot.context.c.hunk.new import is_put_around, new_code
from reviewbot.context.c.hunk.pattern import NOT_NULL, Pattern
from reviewbot.context.fix import outdented, source, swapped
from reviewbot.knowledge.null_safe import error_safe, null_safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.finding import Fact
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
FINAL_ONLY = True
KERNEL_ONLY = True
VARIES = ("conditions",)


_NO_ERROR = ("!IS_ERR($p)", "!IS_ERR_OR_NULL($p)")
_GUARDED = "if (TEST) { $callee($p, ...); }"
_PATTERNS = {
    "NULL": Pattern(_GUARDED, through_hints=False, TEST=NOT_NULL, callee=null_safe),
    "error pointers": Pattern(_GUARDED, through_hints=False, TEST=_NO_ERROR, callee=error_safe),
}


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the added checks of a function that the callee makes itself, for each callee."""
    for takes, pattern in _PATTERNS.items():
        alike: dict[object, list[Match]] = {}
        for match in new_code(context, pattern):
            if match.before != "else" and match.after not in ("else", ""):
                key = (match.fragment, match.function, match["callee"])
                alike.setdefault(key, []).append(match)
        alone = bool(alike) and is_put_around(context, chain.from_iterable(alike.values()))
        for group in alike.values():
            yield _remark(takes, group, alone=alone)


def _remark(takes: str, group: Sequence[Match], *, alone: bool) -> Remark:
    first, *others = (match.line.body_line for match in group)
    conditions = tuple(dict.fromkeys(match.condition for match in group))
    test = Related(group[0].first("if").line.body_line, "the check")
    related = (test, *(Related(at, "can be dropped, too") for at in others))
    facts: dict[str, Fact] = {
        "conditions": conditions,
        "callee": group[0]["callee"],
        "takes": takes,
        "alone": int(alone),
    }
    return Remark(first, facts, related=related, fix=tuple(chain.from_iterable(map(_fix, group))))


def _fix(match: Match) -> Fix:
    """The call alone."""
    call = source(match.fragment, match.call("callee"))
    return swapped(match.fragment, match.tokens, f"{outdented(call)};")
