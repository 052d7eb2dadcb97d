"""Message for a code that is not printed: dev_err_probe() with -ENOMEM.

Reports it where it is returned for want of a pointer, but for what log.duplicate_error remarks on; and with the
result of a function that fails for want of memory alone. It asks whether that is the code, where the pointer
is of a function that looks for something. Not where that fails with an error pointer: the test is what is wrong;
nor in a kernel of before these messages were left out.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity, When
from reviewbot.context.c.hunk.new import new_code
from reviewbot.context.c.hunk.pattern import NULL, Pattern
from reviewbot.context.c.hunk.printed import FAILED, told_twice
from reviewbot.context.fix import swapped
from reviewbot.context.helpers import is_to_come
from reviewbot.knowledge.failing import fails_with
from reviewbot.knowledge.load import by_name, names_in

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


def _is_quiet(match: Match, context: DiffContext) -> bool:
    """Whether nothing is printed in the kernel that the patch applies to, as far as that is known."""
    return not is_to_come(_messages()[match["callee"]]["quiet_since"], context)


@cache
def _silent() -> frozenset[str]:
    """The names of the codes that are not printed for lack of memory."""
    return frozenset(code for entry in _messages().values() for code in entry["no_memory"])


_UNSEEN = Pattern(
    "if (TEST) { return $callee($dev, -$code, ...); }", TEST=NULL, callee=_messages, code=_silent
)
_FOUND = Pattern(
    "$p = $called(...); if (TEST) { return $callee($dev, -$code, ...); }",
    TEST=NULL,
    callee=_messages,
    code=_silent,
)
_ONLY = Pattern(
    "$kept = $called(...); if (TEST) { return $callee($dev, $kept, ...); }",
    TEST=("$kept", "$kept < 0", "$kept != 0"),
    called=partial(by_name, "only_memory", "functions"),
    callee=_messages,
)
WHEN = When(patterns=(_UNSEEN, _ONLY, *FAILED))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on each message nobody will see."""
    told = {message[0] for _, message in told_twice(context)}
    found = {match.first(match["callee"]): match["called"] for match in new_code(context, _FOUND)}
    for match in new_code(context, _UNSEEN):
        callee = match.first(match["callee"])
        called = found.get(callee, "")
        is_meant = callee not in told and fails_with().get(called) != "error_pointer"
        if is_meant and _is_quiet(match, context):
            code, looked = f"-{match['code']}", called if _looks(called) else ""
            facts = {"callee": callee.text, "code": code, "called": "", "value": code}
            sure = Confidence.MODERATE if looked else Confidence.HIGH
            fix = () if looked else _returned(match, code)
            yield Remark(match.line.body_line, facts | {"looked": looked}, sure, fix=fix)
    for match in new_code(context, _ONLY):
        if not _is_quiet(match, context):
            continue
        called, kept = match["called"], match["kept"]
        facts = {"callee": match["callee"], "code": "-ENOMEM", "called": called, "value": kept}
        yield Remark(match.line.body_line, facts | {"looked": ""}, fix=_returned(match, kept))


def _looks(called: str) -> bool:
    """Whether a function looks for something, so that its NULL says that there is none."""
    return not names_in("only_memory", "others").isdisjoint(called.split("_"))


def _returned(match: Match, value: str) -> Fix:
    """The value itself is returned."""
    start = match.tokens.index(match.first("return"))
    stop = next(at for at in range(start, len(match.tokens)) if match.tokens[at].text == ";")
    return swapped(match.fragment, match.tokens[start:stop], f"return {value}")
