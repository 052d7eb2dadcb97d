"""Message of a callback that user space calls, about a failure that it returns.

Reports an added dev_err() or the like right before a callback of the tables in knowledge/user_ops.toml
returns a code, of type int: who asked is told, and may ask again and again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.file.user_callbacks import user_callbacks
from reviewbot.context.c.hunk.declared import name_of, returned
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.nodes import STATEMENT_ENDS
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.whole import whole_around
from reviewbot.knowledge.load import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
KERNEL_ONLY = True
FINAL_ONLY = True


def _prints() -> frozenset[str]:
    """What prints each time."""
    return names_in("user_ops", "prints")


_PRINTED = Pattern("$print(...); return $code;", print=_prints)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message at its beginning."""
    for match in new_code(context, _PRINTED):
        name = name_of(match.function) if match.function else ""
        fails = match.before in (*STATEMENT_ENDS, ")") and match["code"] != "0"
        gives_code = match.function is not None and returned(match.function) == "int"
        if fails and gives_code and name in _callbacks(context, match):
            at = match.tokens[0].line.body_line
            facts = {"function": name, "message": match["print"]}
            yield Remark(at, facts)


def _callbacks(context: DiffContext, match: Match) -> frozenset[str]:
    """The callbacks of the file, as far as it is known."""
    source = whole_around(context, match)
    return user_callbacks(source) if source is not None else frozenset()
