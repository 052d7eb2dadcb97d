"""Message for a code that is not printed: dev_err_probe() with -ENOMEM.

Reports it where it is returned for want of a pointer, but for what log.duplicate_error remarks on.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import NULL, Pattern
from reviewbot.context.c.hunk.printed import FAILED, told_twice
from reviewbot.context.fix import swapped
from reviewbot.knowledge.load import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
FINAL_ONLY = True
KERNEL_ONLY = True

_messages = partial(by_name, "probe", "messages")


@cache
def _silent() -> frozenset[str]:
    """The names of the codes that are not printed for lack of memory."""
    return frozenset(code for entry in _messages().values() for code in entry["no_memory"])


_UNSEEN = Pattern(
    "if (TEST) { return $callee($dev, -$code, ...); }", TEST=NULL, callee=_messages, code=_silent
)
WHEN = When(patterns=(_UNSEEN, *FAILED))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message nobody will see."""
    told = {message[0] for _, message in told_twice(context)}
    for match in new_code(context, _UNSEEN):
        callee = match.first(match["callee"])
        if callee not in told:
            facts = {"callee": callee.text, "code": f"-{match['code']}"}
            start = match.tokens.index(match.first("return"))
            stop = match.tokens.index(match.first(";"))
            statement = match.tokens[start:stop]
            fix = swapped(match.fragment, statement, f"return {facts['code']}")
            yield Remark(match.line.body_line, facts, fix=fix)
