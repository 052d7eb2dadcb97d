"""Code returned in a line of its own behind dev_err_probe(), which returns it.

Reports an added call of dev_err_probe() or the like that is a statement of its own, where the next
one returns the very code that was passed to it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity
from reviewbot.context.c.hunk.new import is_new, new_code
from reviewbot.context.c.hunk.pattern import Pattern
from reviewbot.context.dropped import dropped_tokens
from reviewbot.context.fix import moved, put_before
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.fix import Fix

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_messages = partial(by_name, "probe", "messages")
_CODE_TWICE = Pattern("^ $callee($dev, $code, ...); return $code;", callee=_messages)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each return of a code that the call before it returns."""
    for match in new_code(context, _CODE_TWICE, partly=True):
        is_guarded_alone = match.before in (")", "else")  # the return is made in any case
        if not is_guarded_alone and is_new(context, match.tokens[0].line):
            at = match.added_line or match.line
            yield Remark(at.body_line, {"callee": match["callee"]}, fix=_fix(match))


def _fix(match: Match) -> Fix:
    """The call is what is returned; the braces go with the second statement."""
    call = match.call("callee")
    end = match.start + len(call) + 1
    rest = dropped_tokens(match.fragment, match.code, end, match.stop)
    into = put_before(match.fragment, call[0], "return ")
    return (*into, *moved(match.fragment, call, len("return ")), *rest) if rest else ()
